"""The sheet of one practice: its figures now and before, and what may be changed."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.allocation.result import PracticeFigures
from models.domain.practice import Practice
from widgets.panels.painted import FigureLabel, LoadBar
from widgets.panels.parts import ElidedLabel, make_label
from widgets.panels.practice_controls import PracticeControls
from widgets.panels.practice_head import PracticeHead, StoryLabel
from widgets.panels.rows import Rows
from widgets.style import Look
from widgets.words import Words
from widgets.words.edits import capacity_text

DISTANCES = (
    ("mean", "mean_own_distance_m"),
    ("median", "median_own_distance_m"),
    ("p90", "p90_own_distance_m"),
    ("longest", "max_own_distance_m"),
)
"""The four distances of a practice's own patients: their name and their figure."""

SENIOR_AGE = 60


class PracticeSheet(QWidget):
    """A practice that exists; `controls` holds what may be changed."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self.head = PracticeHead(words, look)
        self.story = StoryLabel(look)
        self.load_bar = LoadBar(look)
        self.load = FigureLabel(look, "strong", words.percent(9.99))
        self.controls = PracticeControls(words, look)
        self.distances = DistanceTable(words, look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.head)
        column.addWidget(self.story)
        column.addLayout(self._make_rows(look))
        column.addWidget(self.distances)
        column.addWidget(self.controls)

    def show_practice(
        self,
        practice: Practice,
        figures: PracticeFigures,
        before: Practice | None,
        before_figures: PracticeFigures | None,
        municipality: str,
        norm_per_capacity: int,
        reference_year: int,
    ) -> None:
        """Show a practice; differences only where there is a before."""
        words = self._words
        old = figures if before_figures is None else before_figures
        self.head.show_practice(practice, municipality)
        self.head.show_status(figures.status, old.status, words.of(figures.reason.sentence))
        self.controls.show_practice(practice, before, norm_per_capacity)
        self._show_doctors(practice, reference_year)
        self._show_lists(figures, old)
        self.show_nearest(figures.nearest_persons, old.nearest_persons)
        self.distances.show_figures(figures, before_figures)

    def show_nearest(self, persons: int, before: int | None) -> None:
        """Show for how many the practice is nearest, and for how many it was."""
        self.nearest.set_text(persons_text(self._words, persons))
        note = "" if before is None else count_before(self._words, before, persons)
        self.nearest_note.set_text(note, "muted")

    def _make_rows(self, look: Look) -> Rows:
        words = self._words
        rows = Rows(look)
        self.listed, self.listed_note = rows.add_figure(words("practice.listed"))
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        line.addWidget(self.load_bar, 1)
        line.addWidget(self.load)
        rows.add_wide(words("practice.load"), bar)
        self.nearest, self.nearest_note = rows.add_figure(words("practice.nearest"))
        self.nearest_name = rows.names[-1]
        self.doctors, self.doctors_note = rows.add_figure(words("practice.doctors"))
        return rows

    def _show_lists(self, figures: PracticeFigures, old: PracticeFigures) -> None:
        words = self._words
        limit = words.number(figures.closing_limit)
        of = words("practice.load.of", listed=words.number(figures.list), limit=limit)
        self.listed.set_text(of)
        self.listed_note.set_text(count_before(words, old.list, figures.list), "muted")
        self.load_bar.set_load(figures.load, figures.status)
        measured = math.isfinite(figures.load)
        self.load.set_text(words.percent(figures.load) if measured else words("none"))

    def _show_doctors(self, practice: Practice, reference_year: int) -> None:
        words = self._words
        old = sum(reference_year - born >= SENIOR_AGE for born in practice.doctors_born)
        self.doctors.set_text(words.number(practice.doctors))
        note = words("practice.doctors.60", n=words.number(old)) if old else ""
        self.doctors_note.set_text(note, "muted")


class GoneSheet(QWidget):
    """A practice that the scenario closed: what it was, and what became of its patients."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self.head = PracticeHead(words, look)
        self.story = StoryLabel(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.head)
        rows = Rows(look)
        self.listed, self.listed_note = rows.add_figure(words("practice.listed"))
        self.capacities, self.capacities_note = rows.add_figure(words("practice.capacities"))
        self.nearest, self.nearest_note = rows.add_figure(words("practice.nearest"))
        self.nearest_name = rows.names[-1]
        column.addLayout(rows)
        column.addWidget(self.story)

    def show_practice(
        self, practice: Practice, figures: PracticeFigures, municipality: str
    ) -> None:
        """Show what the practice was before it was closed."""
        words = self._words
        self.head.show_practice(practice, municipality)
        self.head.show_status(None, figures.status, "")
        self.listed.set_text(words.number(0))
        self.listed_note.set_text(count_before(words, figures.list, 0), "muted")
        self.capacities.set_text(words.number(0))
        capacities = capacity_text(words, practice.capacities)
        self.capacities_note.set_text(words("before", value=capacities), "muted")
        self.nearest.set_text(persons_text(words, 0))
        self.nearest_note.set_text(count_before(words, figures.nearest_persons, 0), "muted")


class DistanceTable(QWidget):
    """How far the practice's own patients have: four distances in a line, and below it before."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(5))
        self._grid.setVerticalSpacing(look.px(1))
        self._grid.setColumnStretch(0, 1)
        # gives way to distances beyond 100 km, which would push all cards out of the column
        self.own_name = ElidedLabel(
            look,
            tone="muted",
            text=words("practice.own_patients"),
            tip=words("practice.own_distance"),
        )
        self._before = make_label(look, words("practice.before"), "caption", "muted")
        self._grid.addWidget(self.own_name, 1, 0)
        self._grid.addWidget(self._before, 2, 0)
        self.values: list[FigureLabel] = []
        self.notes: list[FigureLabel] = []
        for column, (name, _) in enumerate(DISTANCES, start=1):
            self._add_column(look, column, name)

    def show_figures(self, figures: PracticeFigures, before: PracticeFigures | None) -> None:
        """Show the distances, and below them the baseline's where the practice is in it."""
        words = self._words
        for (_, name), value in zip(DISTANCES, self.values, strict=True):
            value.set_text(km_text(words, getattr(figures, name)))
        self._before.setVisible(before is not None)
        for (_, name), note in zip(DISTANCES, self.notes, strict=True):
            note.setVisible(before is not None)
            note.set_text("" if before is None else km_text(words, getattr(before, name)), "muted")

    def _add_column(self, look: Look, column: int, name: str) -> None:
        words = self._words
        head = FigureLabel(look, "caption")
        head.set_text(words(f"practice.{name}.short"), "muted")
        head.setToolTip(words(f"practice.{name}"))
        self.values.append(FigureLabel(look, sample=words.km(99_900)))
        self.notes.append(FigureLabel(look, "caption"))
        for row, label in enumerate((head, self.values[-1], self.notes[-1])):
            self._grid.addWidget(label, row, column)


def km_text(words: Words, metres: float) -> str:
    """Return a distance in kilometres, a dash where nobody can be measured."""
    return words.km(metres) if math.isfinite(metres) else words("none")


def persons_text(words: Words, persons: int) -> str:
    """Return a number of persons with its unit."""
    if persons == 1:
        return words("practice.persons.one")
    return words("practice.persons", n=words.number(persons))


def count_before(words: Words, before: int, now: int) -> str:
    """Return "før 3.728", or nothing where nothing changed."""
    return "" if before == now else words("before", value=words.number(before))
