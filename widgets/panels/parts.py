"""Small parts that panels and dialogs are built from."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.domain.text import Language
from widgets.icons import icon
from widgets.style import Look, Role

Tone = Literal["ink", "muted", "bad"]


class Card(QFrame):
    """A white card on the grey panel; `column` is where its contents go."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.px(10), look.px(12), look.px(10), look.px(12))
        self.column.setSpacing(look.px(8))


class ShortLine(QLineEdit):
    """A line to type in that leaves undo and redo to the program where nothing was typed."""

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z only where there is something to take back, Ctrl+Y where there was."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            keys = QKeySequence.StandardKey
            undoes = event.matches(keys.Undo) and not self.isUndoAvailable()
            redoes = event.matches(keys.Redo) and not self.isRedoAvailable()
            if undoes or redoes:
                event.ignore()
                return False
        return super().event(event)


class ElidedLabel(QLabel):
    """A label of one line that ends in dots where it is too long, with the whole as a tip.

    Where it has a `tip` of its own, that is told instead.
    """

    def __init__(
        self, look: Look, role: Role = "body", tone: Tone = "ink", text: str = "", tip: str = ""
    ) -> None:
        super().__init__(text)
        self._tip = tip
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setProperty("tone", tone)
        self.setMinimumWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), text)

    def event(self, event: QEvent) -> bool:
        """Offer the whole text where it is cut."""
        if event.type() == QEvent.Type.ToolTip:
            is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self._tip or (self.text() if is_cut else ""))
        return super().event(event)


class WrappedLabel(QLabel):
    """A plain sentence over several lines; how high it is at a width is measured once for a text.

    Laying out a column asks each of its labels ten times and more, and Qt breaks the text anew
    for every answer: 2 ms of an edit.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._heights: dict[int, int] = {}

    def setText(self, text: str) -> None:
        """Say something else."""
        self._heights.clear()
        super().setText(text)

    def heightForWidth(self, width: int) -> int:
        """Return how high the sentence is at a width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew where font or style may be others."""
        self._heights.clear()
        super().changeEvent(event)


class LineLabel(ElidedLabel):
    """An elided label that has a whole line or column to itself, whatever its text.

    Another text asks for no other room, so nothing is laid out: a drag comes to another
    municipality in the middle of a frame.
    """

    def __init__(self, look: Look, role: Role = "body", tone: Tone = "ink") -> None:
        super().__init__(look, role, tone)
        self._text = ""

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.update()


def make_label(
    look: Look, text: str = "", role: Role = "body", tone: Tone = "ink", wraps: bool = False
) -> QLabel:
    """Return a label of plain text: names from a register are never read as markup."""
    label = WrappedLabel(text) if wraps else QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(role))
    label.setProperty("tone", tone)
    return label


def make_button(look: Look, text: str, icon_name: str = "", primary: bool = False) -> QPushButton:
    """Return a button with its word, and the icon before it where it has one."""
    button = QPushButton(text)
    if icon_name:
        button.setIcon(icon(icon_name, look.theme))
    button.setProperty("primary", primary)
    button.setAutoDefault(False)
    return button


def make_quiet_button(text: str) -> QToolButton:
    """Return a button that is a word beside a heading; its edge shows under the mouse."""
    button = QToolButton()
    button.setText(text)
    button.setProperty("quiet", True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def clear_column(column: QVBoxLayout) -> None:
    """Take everything out of a column, so that it can be filled anew."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def make_scroll(content: QWidget) -> QScrollArea:
    """Return an area in which `content` scrolls up and down."""
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(content)
    return scroll


def rich_text(pieces: Iterable[tuple[str, bool]], look: Look) -> str:
    """Return a sentence with its bad pieces in red; every piece is escaped."""
    bad = f'<span style="color:{look.theme.bad}; font-weight:600;">{{}}</span>'
    return "".join(
        bad.format(html.escape(text)) if is_bad else html.escape(text) for text, is_bad in pieces
    )


def locale_of(language: Language) -> QLocale:
    """Return the locale whose numbers look like those of `Words`."""
    if language == "da":
        return QLocale(QLocale.Language.Danish, QLocale.Country.Denmark)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def set_text(label: QLabel, text: str) -> None:
    """Set a label's text where it changed: setting it lays out the whole window again."""
    if label.text() != text:
        label.setText(text)


class CalmSpinBox(QSpinBox):
    """A spin box that the wheel scrolls past, so that nobody changes a number in passing."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        _calm(self, language)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed that could be undone."""
        return False if _is_for_window(event, self.lineEdit()) else super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls behind."""
        event.ignore()


class CalmDoubleSpinBox(QDoubleSpinBox):
    """A spin box for posts in half steps, which the wheel scrolls past."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        _calm(self, language)
        self.setDecimals(2)
        self.setSingleStep(0.5)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed that could be undone."""
        return False if _is_for_window(event, self.lineEdit()) else super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls behind."""
        event.ignore()

    def textFromValue(self, value: float) -> str:
        """Return the number with no more decimals than it has: 2 and 2,5."""
        text = self.locale().toString(value, "f", self.decimals())
        point = self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


class CalmComboBox(QComboBox):
    """A chooser that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls behind."""
        event.ignore()


def _is_for_window(event: QEvent, line: QLineEdit) -> bool:
    """Whether a key asks the window to undo or redo, for the field has nothing to."""
    if not (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)):
        return False
    for key, field_can in (
        (QKeySequence.StandardKey.Undo, line.isUndoAvailable()),
        (QKeySequence.StandardKey.Redo, line.isRedoAvailable()),
    ):
        if event.matches(key) and not field_can:
            event.ignore()
            return True
    return False


def _calm(box: QSpinBox | QDoubleSpinBox, language: Language) -> None:
    box.setLocale(locale_of(language))
    box.setGroupSeparatorShown(True)
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setMinimumWidth(1)  # the grid decides: the hint is for nine digits more than are used
