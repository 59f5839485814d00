"""The page of threatened coverage areas: the gross list, and why an area is on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from models.domain.text import marked
from models.report.threat_words import why_threatened
from models.report.threatened import SIGNS, Threat, Weighing
from widgets.panels.instruments import InstrumentsCard
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import Card, make_button, make_label, set_text
from widgets.panels.rank_list import RankList, RankRow
from widgets.panels.side_page import SidePage
from widgets.panels.sign_bars import SignBar, SignBars
from widgets.panels.weights import WeightsCard
from widgets.style import Look
from widgets.words import Words
from widgets.words.edits import capacity_text

_FROM_DISTANCES = frozenset({"choice", "distance", "unplaced"})
"""The signs that are estimates where distances are."""


@dataclass(frozen=True, slots=True)
class GrossList:
    """What the page shows.

    Attributes
    ----------
    scenario : str
    names : sequence of str
        Of the areas, by position.
    threats : sequence of Threat
        By rank.
    furthers : mapping of area to bool
        Whether what the scenario does there makes for larger practices.
    before : mapping of area to float
        Its score today, where the scenario has changed it.
    is_invented : bool
    is_estimated : bool
        Whether distances are estimates.
    """

    scenario: str
    names: Sequence[str]
    threats: Sequence[Threat]
    furthers: Mapping[int, bool]
    before: Mapping[int, float]
    is_invented: bool = False
    is_estimated: bool = False


class ThreatenedPage(SidePage):
    """The list, the chosen area's reasons, the instruments and the weights.

    Signals
    -------
    areaChosen : int
        The area to be seen on the map.
    weighingChanged : Weighing
    makeRequested
        There are no areas yet, and the planner wants to make some.
    """

    areaChosen = Signal(int)
    weighingChanged = Signal(object)
    makeRequested = Signal()
    width_px = 400

    def __init__(self, words: Words, look: Look, weighing: Weighing) -> None:
        super().__init__(words, look, words("areas.threatened.title"))
        self._words = words
        self._weighing = weighing
        self._shown: GrossList | None = None
        self._chosen: int | None = None
        self._access: Sequence[tuple[str, Sequence[str]]] = ()
        self.lead = make_label(look, tone="muted", wraps=True)
        self.column.addWidget(self.lead)
        self.make = make_button(look, words("areas.threatened.make"))
        self.make.clicked.connect(self.makeRequested)
        self.column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.list_card = Card(look)
        self.list_card.column.setContentsMargins(look.px(2), look.px(4), look.px(2), look.px(4))
        self.list = RankList(words, look)
        self.list_card.column.addWidget(self.list)
        self.why = _WhyCard(words, look)
        self.instruments = InstrumentsCard(words, look)
        self.weights = WeightsCard(words, look, weighing)
        self._cards = (self.list_card, self.weights, self.why, self.instruments)
        for card in self._cards:
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.list.areaChosen.connect(self._on_area_chosen)
        self.weights.weighingChanged.connect(self._on_weighing_changed)
        self.show_nothing()

    @property
    def chosen(self) -> int | None:
        """The area whose reasons are shown."""
        return self._chosen

    def show_nothing(self) -> None:
        """Say that there are no areas, and how to get some."""
        set_text(self.lead, self._words("areas.threatened.none"))
        self.make.show()
        for card in self._cards:
            card.hide()

    def show_list(self, shown: GrossList) -> None:
        """Show a list; the area chosen before stays chosen where it is still there."""
        if not shown.threats:
            self.show_nothing()
            return
        self.make.hide()
        for card in self._cards:
            card.show()
        self._shown = shown
        known = {threat.area for threat in shown.threats}
        if self._chosen not in known:
            self._chosen = shown.threats[0].area
        set_text(self.lead, self._lead(shown))
        self.weights.show_choices_needed(shown.threats[0].choices_needed)
        self.list.show_rows(
            [RankRow(t.area, t.rank, shown.names[t.area], t.score, t.level) for t in shown.threats],
            self._chosen,
        )
        self._show_chosen()

    def show_weighing(self, weighing: Weighing) -> None:
        """Show other weights."""
        self._weighing = weighing
        self.weights.show_weighing(weighing)

    def show_access(self, means: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show indicators of access: title, and the value in every area by position."""
        self._access = means
        self._show_chosen()

    def choose(self, area: int) -> None:
        """Choose an area from outside; nothing is told of that."""
        if self._shown is not None and any(t.area == area for t in self._shown.threats):
            self._chosen = area
            self.show_list(self._shown)

    def _lead(self, shown: GrossList) -> str:
        levels = [threat.level for threat in shown.threats]
        text = self._words(
            "areas.threatened.lead",
            scenario=shown.scenario,
            red=levels.count("red"),
            listed=len(levels) - levels.count(""),
            n=len(levels),
        )
        invented = self._words("areas.threatened.invented") if shown.is_invented else ""
        return " ".join(filter(None, (text, invented)))

    def _on_area_chosen(self, area: int) -> None:
        self._chosen = area
        self._show_chosen()
        self.areaChosen.emit(area)

    def _on_weighing_changed(self, weighing: Weighing) -> None:
        self._weighing = weighing
        self.weighingChanged.emit(weighing)

    def _show_chosen(self) -> None:
        shown = self._shown
        if shown is None:
            return
        threat = next(threat for threat in shown.threats if threat.area == self._chosen)
        name = shown.names[threat.area]
        before = shown.before.get(threat.area)
        self.why.show_threat(
            name, threat, self._weighing, len(shown.threats), before, shown.is_estimated
        )
        n_areas = len(shown.names)
        self.why.show_access(
            [(title, texts[threat.area]) for title, texts in self._access if len(texts) == n_areas]
        )
        self.instruments.show_area(
            is_challenged=bool(threat.level), furthers=shown.furthers.get(threat.area, False)
        )


_SUPPLY = ("persons", "need", "places", "room", "wished", "unplaced")


class _WhyCard(Card):
    """One area: where it stands, why, how firmly, its signs, need and room."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(look)
        self._words = words
        self.name = make_label(look, role="title", wraps=True)
        self.standing = make_label(look, role="strong", wraps=True)
        self.before = make_label(look, tone="muted")
        self.why = make_label(look, wraps=True)
        self.steady = make_label(look, tone="muted", wraps=True)
        self.bars = SignBars(look)
        signs = make_label(look, words("areas.signs"), "strong")
        for widget in (
            self.name,
            self.standing,
            self.before,
            self.why,
            self.steady,
            signs,
            self.bars,
        ):
            self.column.addWidget(widget)
        self.column.addWidget(make_label(look, words("areas.supply"), "strong"))
        grid = QGridLayout()
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(0, 1)
        self.figures: dict[str, FigureLabel] = {}
        for row, key in enumerate(_SUPPLY):
            grid.addWidget(make_label(look, words(f"areas.supply.{key}")), row, 0)
            self.figures[key] = FigureLabel(look)
            grid.addWidget(self.figures[key], row, 1)
        self.column.addLayout(grid)
        self._access_title = make_label(look, words("areas.access"), "strong")
        self.column.addWidget(self._access_title)
        self._access_grid = QGridLayout()
        self._access_grid.setVerticalSpacing(look.px(4))
        self._access_grid.setColumnStretch(0, 1)
        self.column.addLayout(self._access_grid)
        self._look = look
        self.access: list[tuple[QLabel, FigureLabel]] = []
        self.show_access(())

    def show_access(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show indicators of access, title and value."""
        while len(self.access) < len(rows):
            pair = make_label(self._look, wraps=True), FigureLabel(self._look)
            for column, widget in enumerate(pair):
                self._access_grid.addWidget(widget, len(self.access), column)
            self.access.append(pair)
        self._access_title.setVisible(bool(rows))
        for at, (title, figure) in enumerate(self.access):
            is_shown = at < len(rows)
            title.setVisible(is_shown)
            figure.setVisible(is_shown)
            if is_shown:
                set_text(title, rows[at][0])
                figure.set_text(rows[at][1])

    def show_threat(
        self,
        name: str,
        threat: Threat,
        weighing: Weighing,
        n_areas: int,
        before: float | None,
        is_estimated: bool,
    ) -> None:
        """Show one area of `n_areas`, and its score before where that was another."""
        words = self._words
        set_text(self.name, name)
        level = words(f"areas.level.{threat.level}")
        score = words.number(threat.score, 1)
        set_text(
            self.standing,
            words("areas.standing", level=level, rank=threat.rank, n=n_areas, score=score),
        )
        self.before.setVisible(before is not None)
        if before is not None:
            set_text(self.before, words("areas.before", score=words.number(before, 1)))
        set_text(self.why, words.of(why_threatened(threat, weighing)))
        set_text(self.steady, steadiness(words, threat, weighing))
        self.bars.show_bars(
            [
                SignBar(
                    marked(
                        words.of(sign.title_under(threat.choices_needed)),
                        is_estimated and sign.id in _FROM_DISTANCES,
                    ),
                    sign_text(words, sign.id, threat),
                    threat.points[sign.id],
                    weighing.weights[sign.id] > 0,
                )
                for sign in SIGNS
            ]
        )
        supply = threat.supply
        values = {
            "persons": threat.figures.persons,
            "need": supply.need,
            "places": supply.places,
            "room": supply.room,
            "wished": supply.room_wished,
            "unplaced": threat.figures.unplaced,
        }
        for key, value in values.items():
            is_bad = key == "unplaced" and value > 0
            self.figures[key].set_text(words.number(value), "bad" if is_bad else "ink")


def steadiness(words: Words, threat: Threat, weighing: Weighing) -> str:
    """Return how firmly an area stands where it does, when the weights are varied."""
    if threat.score_least >= weighing.yellow:
        return words("areas.steady.always")
    if threat.stays == 0:
        return words("areas.steady.never")
    key = "areas.steady.on" if threat.level else "areas.steady.off"
    share = words.percent(threat.stays)
    return words(key, share=share, first=threat.rank_from, last=threat.rank_to)


def sign_text(words: Words, sign: str, threat: Threat) -> str:
    """Return the value of a sign as it is read: counts where there are few, else shares."""
    figures, nothing = threat.figures, words("areas.sign.nothing")
    if sign == "closed":
        if not figures.practices:
            return nothing
        parts = figures.practices_closed, figures.practices
        return words("areas.sign.of", part=parts[0], whole=parts[1])
    if sign == "vacant":
        if not figures.capacities:
            return nothing
        vacant, capacities = (
            capacity_text(words, value) for value in (figures.vacant, figures.capacities)
        )
        return words("areas.sign.of", part=vacant, whole=capacities)
    if sign == "old_doctors":
        if not figures.doctors:
            return nothing
        return words("areas.sign.of", part=figures.doctors_60_plus, whole=figures.doctors)
    if sign == "distance":
        metres = figures.p90_distance_m
        return nothing if metres != metres else words.km(metres)
    if sign == "unplaced":
        return words.number(figures.unplaced)
    return words.percent(threat.values[sign])
