"""The page of distances: the curve of an area's residents, its reading, and a table of the same."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from models.domain.text import format_percent, marked
from models.report.by_distance import STEP_M, ByDistance
from widgets.panels.distance_curve import NOW_PX, TODAY_PX, DistanceCurve, Floats
from widgets.panels.distance_table import Distances, DistanceTable, kilometres
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import Card, ElidedLabel, make_label, set_text
from widgets.panels.side_page import SidePage
from widgets.style import Look
from widgets.words import Words

_M_PER_KM = 1_000
_NEARLY_ALL = 0.999
"""The axis ends where so many of those who can drive have got a practice."""

_MOST_POINTS = 121
"""Painted of a curve: one every three pixels; each costs some microseconds of a drag."""

_LATE_MS = 50
"""How long after the curve a drag's figures are written: another frame than the curve's."""

_ROUND_END_M = 5_000
_LEAST_END_M = 20_000


class DistancesPage(SidePage):
    """Shows what it is given; the area is the planner's choice.

    Signals
    -------
    placeChosen : bool
        The municipality is to be shown (True), or the region.
    """

    placeChosen = Signal(bool)
    width_px = 440

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words("distances.title"))
        self._words = words
        self._look = look
        self._shown: Distances | None = None
        self._places_shown: tuple[str | bool | None, ...] = ()
        self.lead = make_label(look, tone="muted", wraps=True)
        self.region, self.municipality = QRadioButton(), QRadioButton()
        self.curve = DistanceCurve(words, look)
        left = Qt.AlignmentFlag.AlignLeft
        self.reading = FigureLabel(look, "strong", align=left)
        self.persons = FigureLabel(look, align=left)
        self.nobody = make_label(look, words("distances.nobody"), wraps=True)
        self.scenario = ElidedLabel(look, "caption")
        self.limit = make_label(look, role="caption")
        self.table = DistanceTable(words, look)
        self._chart = QWidget()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._show_figures)
        self._lay_out()
        self.region.clicked.connect(lambda: self.placeChosen.emit(False))
        self.municipality.clicked.connect(lambda: self.placeChosen.emit(True))
        self.curve.cursorMoved.connect(self._show_reading)

    def show_place(self, region: str, municipality: str | None, is_municipality: bool) -> None:
        """Name the areas there are to choose between, and which of them is shown."""
        places = (region, municipality, is_municipality)
        if places == self._places_shown:  # a drag asks ten times a second
            return
        self._places_shown = places
        words, has_one = self._words, municipality is not None
        self.region.setText(region)
        self.municipality.setText(municipality or words("distances.place.none"))
        self.municipality.setEnabled(has_one)
        self.municipality.setToolTip("" if has_one else words("distances.place.none.tip"))
        (self.municipality if is_municipality else self.region).setChecked(True)

    def show_scenario(self, name: str) -> None:
        """Name the scenario in hand."""
        set_text(self.scenario, name)

    def show_distances(self, shown: Distances) -> None:
        """Show the persons at once."""
        self._shown = shown
        now = shown.now
        is_somebody = bool(shown.today.by_road or (now is not None and now.by_road))
        self._chart.setVisible(is_somebody)
        self.nobody.setVisible(not is_somebody)
        for widget in self._of_scenario:
            widget.setVisible(now is not None)
        self._show_frame(shown)
        self.curve.show_now(*self._shares(now))
        self._show_figures()

    def follow_drag(self, shown: Distances) -> None:
        """Show the curve of a place that a drag passes; its figures half a tick later.

        Each then takes little of a frame. The axis stays as it is, so that curves compare.
        """
        if self._shown is None or self._shown.now is None:
            self.show_distances(shown)
            return
        self._shown = shown
        self.curve.show_now(*self._shares(shown.now))
        self._late.start()

    def _show_figures(self) -> None:
        """Write the reading and the table."""
        self._late.stop()
        shown = self._shown
        if shown is not None:
            self.table.show_rows(*_rows_key(shown))
            self.table.show_persons(shown.today, shown.now)
            self._show_reading()

    def _show_frame(self, shown: Distances) -> None:
        """Show what stays the same while a practice is dragged."""
        words = self._words
        lead = words("distances.lead.line" if shown.is_by_line else "distances.lead")
        set_text(self.lead, marked(lead, shown.is_estimated))
        limits = " / ".join(kilometres(words, metres) for metres in shown.limits_m)
        set_text(self.limit, words("distances.limit", km=limits))
        self.curve.show_end(_end_m(shown) / _M_PER_KM)
        self.curve.show_limits([metres / _M_PER_KM for metres in shown.limits_m])
        self.curve.show_today(*self._shares(shown.today))

    def _shares(self, counted: ByDistance | None) -> tuple[Floats, Floats]:
        """Return what is painted: kilometres up to the axis' end, and per cent within them."""
        if counted is None:
            return np.zeros(0), np.zeros(0)
        n_stops = int(np.searchsorted(counted.stops_m, self.curve.end_km * _M_PER_KM)) + 1
        stops = np.linspace(0, n_stops - 1, min(n_stops, _MOST_POINTS)).astype(int)
        percent = counted.within[stops] * (100 / max(1, counted.persons))
        return counted.stops_m[stops] / _M_PER_KM, percent

    def _show_reading(self) -> None:
        """Say what the curve says at the cursor; without one, at the limit."""
        if self._shown is None:
            return
        words, (today, now, limits_m, is_estimated, _) = self._words, self._shown
        at = self.curve.cursor_km
        metres = limits_m[-1] if at is None else round(at * _M_PER_KM / STEP_M) * STEP_M
        shown = today if now is None else now
        said = {"km": kilometres(words, metres), "now": self._share(shown, metres)}
        if now is None:
            reading = words("distances.within", **said)
        else:
            reading = words("distances.within.both", **said, before=self._share(today, metres))
        n, had = shown.within_m(metres), today.within_m(metres)
        persons = {"n": words.number(n)}
        if now is None:
            text = words("distances.persons", **persons)
        elif n == had:
            text = words("distances.persons.same", **persons)
        else:
            text = words("distances.persons.changed", **persons, change=words.change(n - had))
        self.reading.set_text(marked(reading, is_estimated))
        self.persons.set_text(text, "muted")
        self.curve.setAccessibleDescription(f"{reading}. {text}.")

    def _share(self, counted: ByDistance, metres: int) -> str:
        share = counted.within_m(metres) / max(1, counted.persons)
        return format_percent(share, self._words.language, 1)

    def _lay_out(self) -> None:
        words, look = self._words, self._look
        head = Card(look)
        head.column.addWidget(self.lead)
        head.column.addLayout(self._places())
        chart = QVBoxLayout(self._chart)
        chart.setContentsMargins(0, 0, 0, 0)
        chart.setSpacing(look.px(6))
        chart.addLayout(self._legend())
        chart.addWidget(self.curve)
        for figure in (self.reading, self.persons):
            chart.addWidget(figure)
        chart.addWidget(make_label(look, words("distances.keys"), "caption", "muted", True))
        head.column.addWidget(self._chart)
        head.column.addWidget(self.nobody)
        below = Card(look)
        below.column.addWidget(self.table)
        below.column.addWidget(
            make_label(look, words("distances.table.note"), "caption", "muted", True)
        )
        self.column.addWidget(head)
        self.column.addWidget(below)
        self.column.addStretch(1)

    def _places(self) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(self._look.px(8))
        for button in (self.region, self.municipality):
            button.setAccessibleDescription(self._words("distances.place"))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _legend(self) -> QHBoxLayout:
        look, row = self._look, QHBoxLayout()
        row.setSpacing(look.px(6))
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        now = LineSample(look, "accent", NOW_PX, solid)
        self._of_scenario = (now, self.scenario)
        for sample, label in (
            (LineSample(look, "muted", TODAY_PX, solid), self._caption("today")),
            (now, self.scenario),
            (LineSample(look, "bad", 1, dashed), self.limit),
        ):
            row.addWidget(sample)
            row.addWidget(label)
            row.addSpacing(look.px(6))
        row.addStretch(1)
        return row

    def _caption(self, key: str) -> QWidget:
        return make_label(self._look, self._words(key), "caption")


class LineSample(QWidget):
    """A piece of a line, beside the word that says what it is."""

    def __init__(self, look: Look, colour: str, width: float, style: Qt.PenStyle) -> None:
        super().__init__()
        self._pen = QPen(look.colour(colour), width * look.scale, style, Qt.PenCapStyle.FlatCap)
        self.setFixedSize(QSize(look.px(20), look.px(14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(self._pen)
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))


def _rows_key(shown: Distances) -> tuple[tuple[int, ...], bool, bool]:
    """Return what the table's rows depend on: limits, estimates, persons without a way."""
    counts = (shown.today, shown.now or shown.today)
    return shown.limits_m, shown.is_estimated, any(counted.no_way for counted in counts)


def _end_m(shown: Distances) -> int:
    """Return where the axis ends: a round distance behind nearly all and behind the limits."""
    counts = [counted for counted in (shown.today, shown.now) if counted is not None]
    ends = [_LEAST_END_M, shown.limits_m[-1] + 1]
    for counted in counts:
        at = int(np.searchsorted(counted.within, _NEARLY_ALL * counted.by_road))
        ends.append(int(counted.stops_m[min(at, len(counted.stops_m) - 1)]))
    return -(-max(ends) // _ROUND_END_M) * _ROUND_END_M
