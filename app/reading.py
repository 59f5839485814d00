"""From a file to a project that can be shown, in the background.

What takes long is the import of the controllers, which needs the interpreter, and the simplifying
of the map's land, which does not: they go on at once.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.start import Opened
from models.storage.project import ProjectFile
from widgets.map.scene import scene_of


def open_session(path: Path) -> Opened:
    """Open a project with all that the window needs of it; takes a second or so."""
    project = ProjectFile.open(path)
    try:
        loaded = project.load()
        with ThreadPoolExecutor(max_workers=1) as pool:
            scene = pool.submit(scene_of, loaded.region)
            import app.opening  # noqa: F401  (for the window, which must not wait for it)
            from app.session import Session

            return Opened(Session(project, loaded), scene.result())
    except BaseException:
        project.close()
        raise
