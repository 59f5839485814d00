"""The assistant's window: four steps above, the page of one below, and the way on and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.importers.ground import problem_with
from models.importers.kinds import SourceKind
from models.importers.locate import CoordinateGuess
from models.importers.recognise import problem_of
from models.importers.sources import Source
from widgets.assistant.columns import ColumnsPage
from widgets.assistant.files import FilesPage
from widgets.assistant.making import MakingPage
from widgets.assistant.places import PlacesPage
from widgets.assistant.small_map import Outline
from widgets.assistant.steps import StepBar
from widgets.panels.parts import make_button, make_label, set_text
from widgets.style import Look
from widgets.words import Words

FILES, COLUMNS, PLACES, MAKING = range(4)
EDGE_PX = 40
"""Left free of the screen around the window."""

STEPS = ("files", "columns", "places", "making")


class AssistantWindow(QDialog):
    """Shows sources through four steps and reports what the planner wishes.

    Attributes
    ----------
    step : int

    Signals
    -------
    filesAdded : list of Path
    changed : int, Source
        A source is to be taken otherwise.
    removed : int
    placesWanted : int
        Where a source's places fall is to be found out.
    stepShown : int
    makeClicked
    stopClicked
        The making is to be given up.
    """

    filesAdded = Signal(list)
    changed = Signal(int, object)
    removed = Signal(int)
    placesWanted = Signal(int)
    stepShown = Signal(int)
    makeClicked = Signal()
    stopClicked = Signal()

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look = look
        self._sources: tuple[Source, ...] = ()
        self._is_working = False
        self._is_reading = False
        self.step = FILES
        self.setWindowTitle(words("import.title"))
        self.setAcceptDrops(True)
        screen = self.screen().availableSize()
        self.resize(
            min(look.px(1080), screen.width() - EDGE_PX),
            min(look.px(680), screen.height() - EDGE_PX),
        )
        self.setMinimumSize(look.px(800), look.px(460))
        self.files = FilesPage(words, look)
        self.columns = ColumnsPage(words, look)
        self.places = PlacesPage(words, look)
        self.making = MakingPage(words, look)
        self._lay_out()
        self._connect()
        self.show_sources(())
        self.files.add_button.setFocus()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show sources on every page; the step stays where it is as far as it can be reached."""
        self._sources = tuple(sources)
        self.files.show_sources(sources)
        self.columns.show_sources(sources)
        self.places.show_sources(sources)
        self._show_step(min(self.step, self._reachable()))

    def show_guess(self, source: Source, guess: CoordinateGuess) -> None:
        """Show where a source's places fall."""
        self.places.show_guess(source, guess)

    def show_land(self, outlines: Sequence[Outline]) -> None:
        """Show land below the places."""
        self.places.show_land(outlines)

    def set_reading(self, is_reading: bool) -> None:
        """Say that files are being read, or that they are."""
        self._is_reading = is_reading
        self._show_step(self.step)

    def set_working(self, is_working: bool) -> None:
        """Show that the project is being made, or that it no longer is."""
        self._is_working = is_working
        self.making.set_working(is_working)
        self._show_step(self.step)

    def say(self, sentence: str) -> None:
        """Say something above the buttons, until the next step."""
        set_text(self.problem, sentence)

    def go_to(self, step: int) -> None:
        """Go to a step, as far as it can be reached."""
        self._show_step(min(step, self._reachable()))

    def reject(self) -> None:
        """Close; while the project is being made, stop that first."""
        if self._is_working:
            self.stopClicked.emit()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and not self._is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that are dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.filesAdded.emit(paths)
        event.acceptProposedAction()

    # ------------------------------------------------------------------- build

    def _lay_out(self) -> None:
        words, look = self._words, self._look
        outer = QVBoxLayout(self)
        margin = look.px(24)
        outer.setContentsMargins(margin, look.px(20), margin, look.px(20))
        outer.setSpacing(look.px(16))
        self.bar = StepBar(look, [words(f"import.step.{name}") for name in STEPS])
        outer.addWidget(self.bar)
        self._pages = QStackedWidget()
        for page in (self.files, self.columns, self.places, self.making):
            self._pages.addWidget(page)
        outer.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        self.problem = make_label(look, tone="bad", wraps=True)
        foot.addWidget(self.problem, 1)
        self.cancel_button = make_button(look, words("dialog.cancel"))
        self.back_button = make_button(look, words("import.back"))
        self.next_button = make_button(look, words("import.next"), primary=True)
        self.next_button.setDefault(True)
        for button in (self.cancel_button, self.back_button, self.next_button):
            foot.addWidget(button)
        outer.addLayout(foot)

    def _connect(self) -> None:
        self.files.addClicked.connect(self._on_add)
        self.files.removeClicked.connect(self.removed)
        for page in (self.files, self.columns, self.places):
            page.changed.connect(self.changed)
        self.places.wanted.connect(self.placesWanted)
        self.bar.stepClicked.connect(self._show_step)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self._show_step(self.step - 1))
        self.next_button.clicked.connect(self._on_next)
        self.making.file.textChanged.connect(lambda: self._show_step(self.step))

    # ------------------------------------------------------------------- steps

    def _reachable(self) -> int:
        """Return the last step that can be shown with these files."""
        if not self._sources or self._problem_of_files():
            return FILES
        return COLUMNS if self._problem_of_columns() else MAKING

    def _problem_at(self, step: int) -> str:
        """Return in words what must be settled before it goes on from a step."""
        problem = self._problem_of_files()
        if not problem and step >= COLUMNS:
            problem = self._problem_of_columns()
        if not problem and step == MAKING:
            problem = self.making.problem()
        return problem

    def _problem_of_files(self) -> str:
        """Return which file is missing, told twice or cannot be read."""
        whole = problem_with(self._sources) if self._sources else None
        told = [source.problem for source in self._sources if source.problem is not None]
        first = next(iter([*told, whole]), None)
        return "" if first is None else self._words.of(first)

    def _problem_of_columns(self) -> str:
        """Return which column of which file is missing."""
        for source in self._sources:
            problem = None if source.kind is SourceKind.UNKNOWN else problem_of(source)
            if problem is not None:
                return f"{source.title}: {self._words.of(problem)}"
        return ""

    def _show_step(self, step: int) -> None:
        was, self.step = self.step, step
        self._pages.setCurrentIndex(step)
        self.bar.show_step(step, self._reachable() if not self._is_working else -1)
        self.back_button.setVisible(step > FILES and not self._is_working)
        words = self._words
        key = "import.make" if step == MAKING else "import.next"
        self.next_button.setText(words(key))
        self.next_button.setVisible(not self._is_working)
        self.cancel_button.setText(words("import.stop" if self._is_working else "dialog.cancel"))
        problem = words("import.reading") if self._is_reading else self._problem_at(step)
        tone = "muted" if self._is_reading else "bad"
        if self.problem.property("tone") != tone:
            self.problem.setProperty("tone", tone)
            self.problem.style().polish(self.problem)
        set_text(self.problem, problem)
        self.next_button.setEnabled(bool(self._sources) and not problem)
        if step != was:
            if step == COLUMNS:
                self.columns.show_problem_first()
            elif step == PLACES:
                self.places.show_sources(self._sources)
            self.stepShown.emit(step)

    def _on_next(self) -> None:
        if self.step == MAKING:
            self.makeClicked.emit()
        else:
            self._show_step(self.step + 1)

    def _on_add(self) -> None:
        words = self._words
        names, _ = QFileDialog.getOpenFileNames(
            self, words("import.files.choose"), "", words("import.files.all")
        )
        if names:
            self.filesAdded.emit([Path(name) for name in names])
