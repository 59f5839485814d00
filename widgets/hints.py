"""The card of a first-start hint at the edge of the map."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.panels.parts import Card, make_button, make_label, make_quiet_button
from widgets.style import Look
from widgets.words import Words

WIDTH = 264
EDGE = 12
ABOVE_SCALE_BAR = 96


class HintCard(Card):
    """One hint at a time in the upper left corner of its host, which it never covers the middle of.

    Signals
    -------
    nextRequested
        The planner has read this one.
    endRequested
        The planner wants no more of them.
    """

    nextRequested = Signal()
    endRequested = Signal()

    def __init__(self, words: Words, look: Look, host: QWidget) -> None:
        super().__init__(look, host)
        self._words = words
        self._look = look
        self._host = host
        self._is_over = True
        self.heading = make_label(look, role="strong")
        self.count = make_label(look, role="caption", tone="muted")
        self.text = make_label(look, wraps=True)
        self.next_button = make_button(look, words("hint.next"), primary=True)
        self.end_button = make_quiet_button(words("hint.end"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a click here is none there
        self._lay_out()
        self.next_button.clicked.connect(self.nextRequested)
        self.end_button.clicked.connect(self.endRequested)
        host.installEventFilter(self)
        self.hide()

    def show_hint(self, name: str, number: int, of: int) -> None:
        """Show the hint of this name, the last of them with another word on its button."""
        words = self._words
        self.heading.setText(words(f"hint.{name}.title"))
        self.text.setText(words(f"hint.{name}"))
        self.count.setText(words("hint.count", number=number, of=of))
        self.next_button.setText(words("hint.last" if number == of else "hint.next"))
        self._is_over = False
        self.show()
        self._place()

    def end(self) -> None:
        """Go away, and stay away when the host takes another size."""
        self._is_over = True
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Keep clear of the middle: a host too small for that shows no hint."""
        if self._is_over:
            return
        px = self._look.px
        layout = self.layout()
        assert layout is not None
        self.resize(px(WIDTH), layout.totalHeightForWidth(px(WIDTH)))
        # above the scale bar: a region seldom fills that corner, and the legend has the other
        self.move(px(EDGE), self._host.height() - self.height() - px(ABOVE_SCALE_BAR))
        middle = self._host.rect().center()
        self.setVisible(not self.geometry().adjusted(0, 0, px(EDGE), px(EDGE)).contains(middle))
        self.raise_()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.count)
        buttons = QHBoxLayout()
        buttons.addWidget(self.next_button)
        buttons.addStretch(1)
        buttons.addWidget(self.end_button)
        self.column.addLayout(head)
        self.column.addWidget(self.text)
        self.column.addLayout(buttons)
