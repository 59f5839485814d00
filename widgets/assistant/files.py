"""The first step: the files, what each was recognised as, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.sources import Source
from widgets.assistant.told import facts_of, remark_on
from widgets.panels.parts import (
    Card,
    ElidedLabel,
    Tone,
    clear_column,
    make_button,
    make_label,
    make_quiet_button,
    make_scroll,
)
from widgets.style import Look
from widgets.words import Words

CHECKLIST_PX = 300

_NEEDS: tuple[tuple[str, tuple[SourceKind, ...]], ...] = (
    ("municipalities", (SourceKind.MUNICIPALITIES,)),
    ("register", (SourceKind.REGISTER,)),
    ("people", (SourceKind.SQUARES, SourceKind.PARISHES)),
)
_WISHES: tuple[tuple[str, tuple[SourceKind, ...]], ...] = (
    ("roads", (SourceKind.ROADS,)),
    ("lists", (SourceKind.LISTS,)),
    ("parishes", (SourceKind.PARISHES,)),
    ("postal_areas", (SourceKind.POSTAL_AREAS,)),
)

_ADDRESSES = (("addresses", (SourceKind.ADDRESSES,)),)
"""What a register without coordinates needs besides."""


def _has_only_addresses(source: Source) -> bool:
    columns = source.match.columns
    is_placed = "place" in columns or {"e", "n"} <= columns.keys()
    return source.kind is SourceKind.REGISTER and source.is_complete and not is_placed


class FilesPage(QWidget):
    """Lists sources and a checklist.

    Signals
    -------
    addClicked
    changed : int, Source
        The planner says that a source is something else.
    removeClicked : int
    """

    addClicked = Signal()
    changed = Signal(int, object)
    removeClicked = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self.kinds: list[QComboBox] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        left.addWidget(make_label(look, words("import.files.lead"), tone="muted", wraps=True))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(look.px(8))
        self._cards.setContentsMargins(0, 0, look.px(4), 0)
        cards = QWidget()
        cards.setLayout(self._cards)
        left.addWidget(make_scroll(cards), 1)
        self.add_button = make_button(look, words("import.files.add"), "new")
        self.add_button.clicked.connect(self.addClicked)
        left.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(left, 1)
        self._checklist = QVBoxLayout()
        self._checklist.setSpacing(look.px(8))
        card = Card(look)
        card.setFixedWidth(look.px(CHECKLIST_PX))
        card.column.addLayout(self._checklist)
        card.column.addStretch(1)
        row.addWidget(card)
        self.show_sources(())

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show sources, each with what it was recognised as, and what is missing."""
        clear_column(self._cards)
        self.kinds = []
        for at, source in enumerate(sources):
            self._cards.addWidget(self._card(at, source))
        if not sources:
            nothing = make_label(self._look, self._words("import.files.none"), tone="muted")
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            nothing.setProperty("drop", True)
            nothing.setMinimumHeight(self._look.px(200))
            self._cards.addWidget(nothing)
        self._cards.addStretch(1)
        self._show_checklist(sources)

    def _card(self, at: int, source: Source) -> QWidget:
        words, look = self._words, self._look
        card = Card(look)
        card.column.setSpacing(look.px(2))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        name = ElidedLabel(look, "strong")
        name.setText(source.title)
        head.addWidget(name, 1)
        kind = self._kind_box(at, source)
        self.kinds.append(kind)
        head.addWidget(kind)
        remove = make_quiet_button(words("import.files.remove"))
        remove.setAccessibleName(f"{words('import.files.remove')} {source.title}")
        remove.clicked.connect(partial(self.removeClicked.emit, at))
        head.addWidget(remove)
        card.column.addLayout(head)
        card.column.addWidget(make_label(look, facts_of(words, source), "caption", "muted"))
        said, is_bad = remark_on(words, source)
        if said:
            tone: Tone = "bad" if is_bad else "ink"
            card.column.addWidget(make_label(look, said, "caption", tone, wraps=True))
        return card

    def _kind_box(self, at: int, source: Source) -> QComboBox:
        words = self._words
        box = QComboBox()
        box.setAccessibleName(f"{words('import.files.kind')} {source.title}")
        for kind in SourceKind:
            is_unknown = kind is SourceKind.UNKNOWN
            title = words("import.files.unused") if is_unknown else words.of(KIND_TITLES[kind])
            box.addItem(title, kind)
        box.setCurrentIndex(box.findData(source.kind))
        box.setEnabled(source.problem is None and source.kind is not SourceKind.ROADS)
        box.activated.connect(
            lambda index: self.changed.emit(at, source.with_kind(SourceKind(box.itemData(index))))
        )
        return box

    def _show_checklist(self, sources: Sequence[Source]) -> None:
        words, look = self._words, self._look
        kinds = {source.kind for source in sources}
        wishes = (*_WISHES, *(_ADDRESSES if any(map(_has_only_addresses, sources)) else ()))
        clear_column(self._checklist)
        for title, entries, is_needed in (
            ("import.need.title", _NEEDS, True),
            ("import.wish.title", wishes, False),
        ):
            heading = make_label(look, words(title), "strong")
            self._checklist.addWidget(heading)
            for name, wanted in entries:
                is_there = bool(kinds & set(wanted))
                self._checklist.addWidget(self._entry(name, is_there, is_needed and bool(kinds)))
            self._checklist.addSpacing(look.px(4))

    def _entry(self, name: str, is_there: bool, is_bad: bool) -> QLabel:
        words, look = self._words, self._look
        title = words(f"import.need.{name}")
        if is_there:
            return make_label(look, f"✓  {title}", wraps=True)
        tone: Tone = "bad" if is_bad else "muted"
        return make_label(look, words(f"import.need.{name}.missing"), "caption", tone, wraps=True)
