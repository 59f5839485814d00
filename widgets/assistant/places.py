"""The third step: where the files' places fall, before anything is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from models.importers.coordinates import System
from models.importers.kinds import POINT_KINDS
from models.importers.locate import CoordinateGuess
from models.importers.sources import Source
from widgets.assistant.small_map import Outline, SmallMap
from widgets.assistant.sources_page import SourcesPage
from widgets.panels.parts import make_label, set_text
from widgets.style import Look
from widgets.words import Words


class PlacesPage(SourcesPage):
    """A small map of where the chosen file's places fall.

    Signals
    -------
    wanted : int
        Where a source's places fall is to be found out: it was chosen and is not known.
    """

    wanted = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words("import.places.lead"))
        self._guesses: dict[int, CoordinateGuess] = {}
        self.remark = make_label(look, wraps=True)
        self.right.addWidget(self.remark)
        self.map = SmallMap(look)
        self.right.addWidget(self.map, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        self.system = QComboBox()
        self._label = make_label(look, words("import.places.system"), tone="muted")
        self._label.setBuddy(self.system)
        self.system.addItem(words("import.places.auto"), None)
        for system in System:
            self.system.addItem(words.of(system.label), system)
        self.system.activated.connect(self._on_system)
        foot.addWidget(self._label)
        foot.addWidget(self.system)
        foot.addStretch(1)
        self.right.addLayout(foot)

    def is_shown(self, source: Source) -> bool:
        """Whether a source's rows have coordinates to be looked at."""
        columns = source.match.columns
        has_columns = "place" in columns or {"e", "n"} <= columns.keys()
        return source.kind in POINT_KINDS and has_columns and source.problem is None

    def show_land(self, outlines: Sequence[Outline]) -> None:
        """Show land on the small map."""
        self.map.show_land(outlines)

    def show_sources(self, sources: Sequence[Source]) -> None:
        """List sources; what is known of those that were changed is forgotten."""
        self._guesses = {
            at: guess
            for at, guess in self._guesses.items()
            if at < len(sources) and sources[at] == self._sources[at]
        }
        super().show_sources(sources)

    def show_guess(self, source: Source, guess: CoordinateGuess) -> None:
        """Show where a source's places fall, unless it was changed meanwhile."""
        for at in self._at:
            if self._sources[at] == source:
                self._guesses[at] = guess
        self.show_chosen()

    def show_chosen(self, _row: int = -1) -> None:
        """Show the chosen file's places, or ask for them."""
        at, words = self.chosen, self._words
        for widget in (self.map, self.system, self._label):
            widget.setVisible(at >= 0)
        if at < 0:
            set_text(self.remark, words("import.places.none"))
            return
        guess = self._guesses.get(at)
        self.system.setCurrentIndex(self.system.findData(self._sources[at].match.system))
        if guess is None:
            set_text(self.remark, words("import.reading"))
            self.map.show_places(())
            self.system.setItemText(0, words("import.places.auto"))
            if self.isVisible():
                self.wanted.emit(at)
            return
        said = [words.of(guess.text)]
        if guess.n_without:
            said.append(words("import.places.without", n=words.number(guess.n_without)))
        set_text(self.remark, " ".join(said))
        is_calm = guess.system is not None and guess.n_inside == guess.n_points
        self.remark.setProperty("tone", "ink" if is_calm else "bad")
        self.remark.style().polish(self.remark)
        self.map.show_places(guess.places)
        if guess.system is not None:
            found = words("import.places.auto.found", system=words.of(guess.system.label))
            self.system.setItemText(0, found)

    def _on_system(self, index: int) -> None:
        at = self.chosen
        if at >= 0:
            system = self.system.itemData(index)
            chosen = None if system is None else System(system)
            self.changed.emit(at, self._sources[at].with_system(chosen))
