"""The panel of whatever is selected on the map: a practice, one that is gone, or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.allocation.result import PracticeFigures
from models.domain.practice import Practice
from models.domain.text import marked
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import Card, make_button, make_label, set_text
from widgets.panels.practice_sheet import GoneSheet, PracticeSheet
from widgets.style import Look, Role
from widgets.words import Words

Story = Iterable[tuple[str, bool]]
"""Pieces of a sentence, and whether each is the bad part."""


class PracticePanel(QWidget):
    """Shows what is selected and reports what the planner wants to do with it.

    Signals
    -------
    closeRequested, satelliteRequested, whyRequested : str
        The provider number.
    mergeRequested : list of str
        One provider number where the others are still to be chosen, else all of them.
    capacityRequested : str, float, float
        Capacities and how many of them are vacant.
    limitRequested : str, int
        Patients per capacity.
    intakeRequested : str, Intake, tuple of str
        How intake is to be decided, and the postal codes of a selective one.
    """

    closeRequested = Signal(str)
    satelliteRequested = Signal(str)
    whyRequested = Signal(str)
    mergeRequested = Signal(list)
    capacityRequested = Signal(str, float, float)
    limitRequested = Signal(str, int)
    intakeRequested = Signal(str, object, object)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look = look
        self._shown = ""
        self.nothing = self._make_nothing()
        self.sheet = PracticeSheet(words, look)
        self.gone = GoneSheet(words, look)
        self.selection = SelectionSheet(words, look)
        self.buttons = self._make_buttons()
        card = Card(look)
        self._column = card.column
        self._views = (self.nothing, self.sheet, self.gone, self.selection)
        for view in (*self._views, self.buttons):
            card.column.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._pass_on_wishes()
        self.show_nothing()

    def set_estimated(self, is_estimated: bool) -> None:
        """Mark the figures that rest on distances where those are estimated."""
        words = self._words
        for name in (self.sheet.nearest_name, self.gone.nearest_name):
            set_text(name, marked(words("practice.nearest"), is_estimated))
        set_text(
            self.sheet.distances.own_name, marked(words("practice.own_patients"), is_estimated)
        )

    def show_nothing(self) -> None:
        """Show what to do where nothing is selected."""
        self._turn_to(self.nothing, "")

    def show_practice(
        self,
        practice: Practice,
        figures: PracticeFigures,
        before: Practice | None,
        before_figures: PracticeFigures | None,
        municipality: str,
        *,
        norm_per_capacity: int,
        reference_year: int,
        satellite_towns: Sequence[str] = (),
        story: Story = (),
    ) -> None:
        """Show a practice of the scenario.

        `before` and `before_figures` are the baseline's, None for a practice it has not.
        `norm_per_capacity` is the rule pack's; doctors' ages are counted in `reference_year`.
        `satellite_towns` are the towns that its satellites lie in or near, "" where there is none.
        `story` is what the edit made last did, nothing once that is told or undone.
        """
        self.sheet.show_practice(
            practice,
            figures,
            before,
            before_figures,
            municipality,
            norm_per_capacity,
            reference_year,
        )
        towns = satellite_towns or [""] * len(practice.satellites)
        self.sheet.head.show_satellites(practice.satellites, towns)
        self.sheet.story.show_story(story)
        self._turn_to(self.sheet, practice.provider_number)

    def follow(
        self, practice: Practice, municipality: str, nearest_persons: int, before: int | None
    ) -> None:
        """Show what another place changes of the practice in the hand: whom it is nearest for.

        How far its own patients have is not known before it is dropped.
        """
        self.sheet.head.show_place(practice, municipality)
        self.sheet.show_nearest(nearest_persons, before)

    def show_gone(
        self,
        practice: Practice,
        figures: PracticeFigures,
        story: Story,
        municipality: str = "",
    ) -> None:
        """Show a practice that the scenario closed, with what it was and what became of it."""
        self.gone.show_practice(practice, figures, municipality)
        self.gone.story.show_story(story)
        self._turn_to(self.gone, practice.provider_number)

    def show_selection(self, selected: Sequence[tuple[Practice, PracticeFigures]]) -> None:
        """Show several practices with their lists, to be merged."""
        self.selection.show_practices(selected)
        self._turn_to(self.selection, "")

    def set_editable(self, editable: bool) -> None:
        """Take wishes or none: a project that cannot be written is only looked at."""
        self.sheet.controls.setEnabled(editable)
        self.buttons.setEnabled(editable)
        self.selection.merge_button.setEnabled(editable)

    def _turn_to(self, view: QWidget, shown: str) -> None:
        self._shown = shown
        # each widget that comes on show has all around it laid out: here once for all
        self._column.setEnabled(False)
        for other in self._views:
            if other is not view:
                other.hide()
        self.buttons.setVisible(view is self.sheet)
        view.show()
        self._column.setEnabled(True)
        self._column.activate()

    def _make_nothing(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(4))
        column.addWidget(make_label(self._look, self._words("practice.nothing.title"), "strong"))
        column.addWidget(
            make_label(self._look, self._words("practice.nothing"), tone="muted", wraps=True)
        )
        return view

    def _make_buttons(self) -> QWidget:
        words, look = self._words, self._look
        self.close_button = make_button(look, words("practice.close"), "close")
        self.satellite_button = make_button(look, words("practice.satellite"), "satellite")
        self.merge_button = make_button(look, words("practice.merge"), "merge")
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(4))
        for button in (self.close_button, self.satellite_button, self.merge_button):
            button.setProperty("compact", True)
            line.addWidget(button)
        line.addStretch(1)
        return bar

    def _pass_on_wishes(self) -> None:
        controls = self.sheet.controls
        controls.capacityRequested.connect(self._on_capacity_requested)
        controls.limitRequested.connect(self._on_limit_requested)
        controls.intakeRequested.connect(self._on_intake_requested)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.satellite_button.clicked.connect(self._on_satellite_clicked)
        self.merge_button.clicked.connect(self._on_merge_clicked)
        self.selection.mergeRequested.connect(self.mergeRequested)
        for head in (self.sheet.head, self.gone.head):
            head.why_button.clicked.connect(self._on_why_clicked)

    def _on_capacity_requested(self, capacities: float, vacant: float) -> None:
        self.capacityRequested.emit(self._shown, capacities, vacant)

    def _on_limit_requested(self, per_capacity: int) -> None:
        self.limitRequested.emit(self._shown, per_capacity)

    def _on_intake_requested(self, intake: object, postcodes: object) -> None:
        self.intakeRequested.emit(self._shown, intake, postcodes)

    def _on_close_clicked(self) -> None:
        self.closeRequested.emit(self._shown)

    def _on_satellite_clicked(self) -> None:
        self.satelliteRequested.emit(self._shown)

    def _on_merge_clicked(self) -> None:
        self.mergeRequested.emit([self._shown])

    def _on_why_clicked(self) -> None:
        self.whyRequested.emit(self._shown)


class SelectionSheet(QWidget):
    """Several practices at once: their names and lists, the sum, and the button to merge them."""

    mergeRequested = Signal(list)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self._numbers: list[str] = []
        self.title = make_label(look, role="title")
        self.merge_button = make_button(look, "", "merge")
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.title)
        column.addWidget(self._rows)
        column.addWidget(self.merge_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.merge_button.clicked.connect(self._on_merge_clicked)

    def show_practices(self, selected: Sequence[tuple[Practice, PracticeFigures]]) -> None:
        """Show the practices in the order they were selected."""
        words = self._words
        self._numbers = [practice.provider_number for practice, _ in selected]
        n = words.number(len(selected))
        self.title.setText(words("practice.selection", n=n))
        self.merge_button.setText(words("practice.selection.merge", n=n))
        self._clear()
        for practice, figures in selected:
            self._add(make_label(self._look, practice.name, wraps=True), figures.list, "body")
        name = make_label(self._look, words("practice.selection.total"), "strong")
        self.total = self._add(name, sum(figures.list for _, figures in selected), "strong")

    def _add(self, name: QLabel, listed: int, role: Role) -> FigureLabel:
        row = self._grid.rowCount()
        figure = FigureLabel(self._look, role)
        figure.set_text(self._words.number(listed))
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(figure, row, 1)
        return figure

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def _on_merge_clicked(self) -> None:
        self.mergeRequested.emit(list(self._numbers))
