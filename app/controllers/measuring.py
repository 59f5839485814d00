"""Tells what the other measure of distance says: no source tells which the limit means."""

from __future__ import annotations

from app.desk import Desk
from app.frame import Frame
from models.allocation.evaluator import by_other_measure, evaluate
from models.allocation.result import Figures, Result
from widgets.words import Words


class Measuring:
    """Has the other measure worked out beside, where all figures of an area are unfolded."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        self._desk = desk
        self._panel = frame.areas
        self._result: Result | None = None
        self._other: Result | None = None
        self._panel.fold.toggled.connect(self._ask)
        desk.edited.connect(self._ask)
        desk.relinked.connect(self._ask)
        desk.selectionChanged.connect(self._show)
        self._ask()

    def _ask(self) -> None:
        """Ask for the figures unless they are at hand or nobody looks at them."""
        session = self._desk.session
        result, region = session.result, session.region
        if not self._panel.fold.isChecked():
            return
        if result is self._result:
            self._show()
            return
        self._panel.show_other_measure("")

        def show(other: Result) -> None:
            self._result, self._other = result, other
            self._show()

        state = by_other_measure(result.state)
        self._desk.jobs.run(lambda: evaluate(region, state), show, topic="measure", beside=True)

    def _show(self) -> None:
        session, other = self._desk.session, self._other
        if other is None or session.result is not self._result:
            return
        words, at = self._desk.words, self._desk.municipality
        lines = [words(f"area.measure.{other.state.rules.measure}")]
        if at is not None:
            name = session.region.municipalities.names[at]
            lines.append(measured(words, name, other.municipalities[at]))
        lines.append(measured(words, session.region.name, other.region))
        self._panel.show_other_measure("\n".join(lines))


def measured(words: Words, name: str, figures: Figures) -> str:
    """Return an area's figures that depend on the measure, as a sentence."""
    mean = figures.mean_distance_m
    return words(
        "area.measure.figures",
        area=name,
        beyond=words.number(figures.persons_beyond_limit),
        short=words.number(figures.persons_short_of_choice),
        mean=words("none") if mean != mean else words.km(mean),
    )
