"""Files come in: by the File menu or dropped on the window, for a new project or this one.

What makes something of them is imported when the first file comes: a start needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.desk import Desk
from app.frame import Frame
from widgets.style import Look

if TYPE_CHECKING:
    from app.controllers.taking import Taking

PROJECT_SUFFIX = ".praksis"


class Receiving(QObject):
    """Asks for files, catches those that are dropped, and hands them on; saves templates."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        look: Look,
        open_project: Callable[[Path], None],
        open_made: Callable[[Path], None],
    ) -> None:
        super().__init__(frame)
        self._desk = desk
        self._frame = frame
        self._look = look
        self._open_project = open_project
        self._open_made = open_made
        actions = frame.actions_
        actions["new_project"].triggered.connect(
            lambda: self._when_ready(lambda taking: taking.start_assistant(()))
        )
        actions["update_register"].triggered.connect(self._on_update_triggered)
        actions["templates"].triggered.connect(self._on_templates_triggered)
        desk.edited.connect(self._show_actions)
        self._show_actions()
        frame.setAcceptDrops(True)
        for part in (frame.map, frame.map.viewport()):
            part.setAcceptDrops(False)  # what is dropped on the map is for the window
        frame.installEventFilter(self)

    @cached_property
    def taking(self) -> Taking:
        """What makes something of files."""
        from app.controllers.taking import Taking

        return Taking(self._desk, self._frame, self._look, self._open_made)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dragged over the window and dropped on it."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            is_over = isinstance(event, QDragEnterEvent) or event.type() is QEvent.Type.DragMove
            if not is_over:
                urls = event.mimeData().urls()
                self.receive([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
            return True
        return super().eventFilter(watched, event)

    def receive(self, paths: Sequence[Path]) -> None:
        """Open a project, offer to update this one, or start the assistant with the files."""
        projects = [path for path in paths if path.suffix.casefold() == PROJECT_SUFFIX]
        if projects:
            self._open_project(projects[0])
        elif paths:
            self._when_ready(lambda taking: taking.take(paths))

    def _when_ready(self, then: Callable[[Taking], None]) -> None:
        """Import what is needed in the background, a second at the first time, and go on."""
        self._desk.jobs.run(
            lambda: import_module("app.controllers.taking"),
            lambda _: then(self.taking),
            beside=True,
        )

    def _show_actions(self) -> None:
        may_change = not self._desk.is_read_only
        self._frame.actions_["update_register"].setEnabled(may_change)

    def _on_update_triggered(self) -> None:
        words = self._desk.words
        folder = str(self._desk.session.project.path.parent)
        names, _ = QFileDialog.getOpenFileNames(
            self._frame, words("update.choose"), folder, words("import.files.all")
        )
        if names:
            paths = [Path(name) for name in names]
            self._when_ready(lambda taking: taking.take_as_register(paths))

    def _on_templates_triggered(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._frame, self._desk.words("templates.choose"))
        if folder:
            self.save_templates(Path(folder))

    def save_templates(self, folder: Path) -> None:
        """Write the empty tables in the background, and say where they are."""
        words = self._desk.words
        said = words("templates.saved", folder=folder)

        def work() -> object:
            from models.importers.templates import write_templates

            return write_templates(folder, words.language)

        self._desk.jobs.run(work, lambda _: self._desk.noted.emit(said), beside=True)
