"""The right side: the overview, or a page that stands in its place until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from widgets.panels.parts import make_label, make_quiet_button, make_scroll
from widgets.style import Look
from widgets.words import Words

WIDTH_PX = 344
"""How wide the right side is, unless a page needs more."""


class SidePage(QWidget):
    """A page with a title and the way back; `column` is where its contents go, and scrolls.

    A page lives until it is closed or another takes its place, and is then deleted.

    Attributes
    ----------
    column : QVBoxLayout
    width_px : int
        How wide the right side is while the page is open, before the look's scale.

    Signals
    -------
    closed
        The page was closed, by the user or for another page.
    """

    closed = Signal()
    backClicked = Signal()
    width_px = WIDTH_PX

    def __init__(self, words: Words, look: Look, title: str) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        back = make_quiet_button(words("page.back"))
        back.setToolTip(words("page.back.tip"))
        back.clicked.connect(self.backClicked)
        head = QHBoxLayout()
        self.title = make_label(look, title, "title", wraps=True)
        head.addWidget(self.title, 1)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(8))
        box.addWidget(make_scroll(content), 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.backClicked.emit()
        else:
            super().keyPressEvent(event)


class SideColumn(QStackedWidget):
    """Shows the overview, or one page instead of it.

    Attributes
    ----------
    page : SidePage or None
        The page that is open.

    Signals
    -------
    pageOpened
        A page wants to be seen, also where the right side is folded away.
    overviewShown
        No page is open any more: whoever worked in it works on the map again.
    """

    pageOpened = Signal()
    overviewShown = Signal()

    def __init__(self, look: Look, overview: QWidget) -> None:
        super().__init__()
        self._look = look
        self.page: SidePage | None = None
        self.addWidget(overview)
        self.setFixedWidth(look.px(WIDTH_PX))

    def open_page(self, page: SidePage) -> None:
        """Show a page; one that is open is closed for it."""
        self._put_away()
        self.page = page
        page.backClicked.connect(self.close_page)
        self.addWidget(page)
        self.setFixedWidth(self._look.px(page.width_px))
        self.setCurrentWidget(page)
        self.pageOpened.emit()
        page.setFocus()

    def close_page(self) -> None:
        """Show the overview again."""
        self._put_away()
        self.setFixedWidth(self._look.px(WIDTH_PX))
        self.overviewShown.emit()

    def _put_away(self) -> None:
        if self.page is None:
            return
        page, self.page = self.page, None
        self.removeWidget(page)
        page.hide()
        page.closed.emit()
        page.deleteLater()
