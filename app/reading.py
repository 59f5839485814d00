"""From a file to a project that can be shown, in the background.

What takes long is the import of the controllers, which needs the interpreter, and the simplifying
of the map's land, which does not: they go on at once.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.start import Opened
from models.geography.outline import unpacked
from models.storage.project import Loaded, ProjectFile
from widgets.map.scene import MapScene, scene_of


def open_session(path: Path) -> Opened:
    """Open a project with all that the window needs of it; takes a second or so."""
    project = ProjectFile.open(path)
    try:
        loaded = project.load()
        with ThreadPoolExecutor(max_workers=1) as pool:
            scene = pool.submit(_scene_of, loaded)
            import app.opening  # noqa: F401  (for the window, which must not wait for it)
            from app.session import Session

            return Opened(Session(project, loaded), scene.result())
    except BaseException:
        project.close()
        raise


def _scene_of(loaded: Loaded) -> MapScene:
    region, kept = loaded
    n_areas = len(region.municipalities) + len(region.surroundings)
    coarse = None if kept.result is None else unpacked(kept.result.land, n_areas)
    return scene_of(region, coarse)
