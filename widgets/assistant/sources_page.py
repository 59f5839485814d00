"""What two steps have in common: sources to the left, the chosen one's page to the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.recognise import problem_of
from models.importers.sources import Source
from widgets.panels.parts import make_label
from widgets.style import Look
from widgets.words import Words

LIST_PX = 236


class SourcesPage(QWidget):
    """Lists those sources that the step is about, the register first.

    Attributes
    ----------
    files : QListWidget
    right : QVBoxLayout
        Where the chosen source is shown, below a sentence on the step.

    Signals
    -------
    changed : int, Source
        The planner takes a source otherwise.
    """

    changed = Signal(int, object)

    def __init__(self, words: Words, look: Look, lead: str) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self._sources: tuple[Source, ...] = ()
        self._at: list[int] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        self.files = QListWidget()
        self.files.setFixedWidth(look.px(LIST_PX))
        self.files.currentRowChanged.connect(self.show_chosen)
        row.addWidget(self.files)
        self.right = QVBoxLayout()
        self.right.setSpacing(look.px(8))
        self.right.addWidget(make_label(look, lead, tone="muted", wraps=True))
        row.addLayout(self.right, 1)

    def is_shown(self, source: Source) -> bool:
        """Whether the step is about a source."""
        raise NotImplementedError

    def show_chosen(self, _row: int = -1) -> None:
        """Show the source that is chosen."""
        raise NotImplementedError

    def show_sources(self, sources: Sequence[Source]) -> None:
        """List sources; the chosen one stays chosen."""
        chosen, order = self.chosen, list(SourceKind)
        self._sources = tuple(sources)
        self._at = sorted(
            (at for at, source in enumerate(sources) if self.is_shown(source)),
            key=lambda at: order.index(sources[at].kind),
        )
        self.files.blockSignals(True)
        self.files.clear()
        for at in self._at:
            source = sources[at]
            mark = "" if problem_of(source) is None else "⚠ "
            kind = self._words.of(KIND_TITLES[source.kind])
            self.files.addItem(f"{mark}{kind}\n{source.title}")
        self.files.setCurrentRow(self._at.index(chosen) if chosen in self._at else 0)
        self.files.blockSignals(False)
        self.show_chosen()

    @property
    def chosen(self) -> int:
        """Where the chosen source stands among all sources, -1 where there is none."""
        row = self.files.currentRow()
        return self._at[row] if 0 <= row < len(self._at) else -1
