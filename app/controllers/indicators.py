"""Indicators of plug-ins: offered as colours of the squares, and as means of coverage areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from app.controllers.choosing import MODES
from app.desk import Desk
from app.frame import Frame
from app.session import Session
from models.allocation.result import Result
from models.domain.errors import KnownError
from models.plugins.indicator import Grounds, mean_by_area, values_of
from models.plugins.manifest import Indicator
from models.plugins.registry import PluginError, Plugins, discover
from widgets.painting.palettes import IndicatorPicture, indicator_classes
from widgets.words import Words

AreaMeans = Sequence[tuple[str, Sequence[str]]]
"""For each indicator its title and its value in every coverage area, written out."""


class Indicators:
    """Finds the plug-ins beside everything else, and works indicators out when they are shown.

    They work with buffers of their own, so that a drag need not wait for them.
    """

    def __init__(self, desk: Desk, frame: Frame) -> None:
        self._desk = desk
        self._frame = frame
        self._known: Mapping[str, Indicator] | None = None
        self._waiting: Callable[[AreaMeans], None] | None = None
        frame.layers.colourModeRequested.connect(self._on_mode_requested)
        desk.edited.connect(self._refresh)
        desk.jobs.run(discover, self._on_discovered, beside=True)

    def ask_means(self, tell: Callable[[AreaMeans], None]) -> None:
        """Have `tell` called with the means of the coverage areas, the last to ask only."""
        if self._known is None:
            self._waiting = tell
            return
        known, words, session, result = list(self._known.values()), *self._ground()
        self._desk.jobs.run(
            lambda: area_means(known, words, session, result), tell, topic="area means", beside=True
        )

    def _ground(self) -> tuple[Words, Session, Result]:
        return self._desk.words, self._desk.session, self._desk.session.result

    def _on_discovered(self, plugins: Plugins) -> None:
        self._known = plugins.indicators
        self._show_modes()
        for error in plugins.broken[:1]:
            self._desk.noted.emit(self._desk.words.of(error.text))
        if self._waiting is not None:
            tell, self._waiting = self._waiting, None
            self.ask_means(tell)
        self._refresh()

    def _show_modes(self) -> None:
        """Offer the indicators after the program's own modes."""
        words, desk = self._desk.words, self._desk
        own = [(mode, words(f"app.mode.{mode}")) for mode in MODES]
        known = (self._known or {}).items()
        added = [(name, words.of(indicator.title)) for name, indicator in known]
        self._frame.layers.show_colour_modes([*own, *added], desk.indicator_id or desk.mode)

    def _on_mode_requested(self, mode: str) -> None:
        if self._known is not None and mode in self._known:
            self._work_out(mode)

    def _refresh(self) -> None:
        """Work out the indicator on show for the result there is now."""
        if self._known is not None and self._desk.indicator_id in self._known:
            self._work_out(self._desk.indicator_id)

    def _work_out(self, name: str) -> None:
        assert self._known is not None
        indicator, (words, session, result) = self._known[name], self._ground()
        self._desk.jobs.run(
            lambda: _picture(indicator, words, session, result),
            lambda picture: self._desk.show_indicator(name, picture),
            self._on_failed,
            topic="indicator",
            beside=True,
        )

    def _on_failed(self, error: KnownError) -> None:
        self._desk.noted.emit(self._desk.words.of(error.text))
        self._show_modes()


def _picture(
    indicator: Indicator, words: Words, session: Session, result: Result
) -> IndicatorPicture:
    values = values_of(indicator, _grounds(session, result))
    is_high_good = indicator.better == "high"
    classes = indicator_classes(values, indicator.breaks, is_high_good=is_high_good)
    title = words.of(indicator.title)
    return IndicatorPicture(title, indicator.breaks, indicator.decimals, is_high_good, classes)


def area_means(
    indicators: Sequence[Indicator], words: Words, session: Session, result: Result
) -> AreaMeans:
    """Return every indicator's title and means; those that fail are left out."""
    grounds = _grounds(session, result)
    found = []
    for indicator in indicators:
        try:
            means = mean_by_area(values_of(indicator, grounds), session.region)
        except PluginError:  # logged; whoever chooses it as a colour is told
            continue
        texts = [
            words("areas.sign.nothing")
            if np.isnan(mean)
            else words.number(mean, indicator.decimals)
            for mean in means.tolist()
        ]
        found.append((words.of(indicator.title), texts))
    return found


def _grounds(session: Session, result: Result) -> Grounds:
    return Grounds(session.region, result, session.distances.fork())
