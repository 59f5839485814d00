"""A calm note at the top of the map that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from widgets.theme import Theme

SHOWN_MS = 5_000
TOP_PX = 14
WIDEST_SHARE = 0.8


class Note(QLabel):
    """One sentence over the map; it takes no clicks and no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"QLabel {{ background: {theme.card}; color: {theme.ink};"
            f" border: 1px solid {theme.line}; border-radius: {round(6 * scale)}px;"
            f" padding: {round(7 * scale)}px {round(14 * scale)}px;"
            f" font-size: {round(12 * scale)}px; }}"
        )

    def show_text(self, text: str) -> None:
        """Show a sentence for a while; an empty one hides the note."""
        self.setText(text)
        self.setVisible(bool(text))
        self.place()
        self._timer.start(SHOWN_MS)

    def place(self) -> None:
        """Stand in the middle of the top of the map."""
        widest = round(self._host.width() * WIDEST_SHARE)
        self.setMaximumWidth(widest)
        wanted = min(self.fontMetrics().horizontalAdvance(self.text()) + 48, widest)
        self.resize(wanted, self.heightForWidth(wanted))
        self.move((self._host.width() - self.width()) // 2, TOP_PX)
        self.raise_()
