"""Small parts that panels and dialogs are built from."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QKeyCombination, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.domain.text import Language
from widgets.icons import icon
from widgets.style import Look, Role

Tone = Literal["ink", "muted", "bad"]
_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


class Card(QFrame):
    """A white card on the grey panel; `column` is where its contents go."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.px(10), look.px(12), look.px(10), look.px(12))
        self.column.setSpacing(look.px(8))


def make_label(
    look: Look, text: str = "", role: Role = "body", tone: Tone = "ink", wraps: bool = False
) -> QLabel:
    """Return a label of plain text: names from a register are never read as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(role))
    label.setProperty("tone", tone)
    label.setWordWrap(wraps)
    return label


def make_button(look: Look, text: str, icon_name: str = "", primary: bool = False) -> QPushButton:
    """Return a button with its word, and the icon before it where it has one."""
    button = QPushButton(text)
    if icon_name:
        button.setIcon(icon(icon_name, look.theme))
    button.setProperty("primary", primary)
    button.setAutoDefault(False)
    return button


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
        """Leave undo and redo to the program: a number in a field is an edit like others."""
        return not _is_undo(event) and super().event(event)

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
        """Leave undo and redo to the program: a number in a field is an edit like others."""
        return not _is_undo(event) and super().event(event)

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


def _is_undo(event: QEvent) -> bool:
    """Whether a field asks to have undo or redo for itself, which `event` is then denied."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    assert isinstance(event, QKeyEvent)
    keys = QKeySequence.StandardKey
    asks = event.matches(keys.Undo) or event.matches(keys.Redo) or event.keyCombination() == _REDO
    if asks:
        event.ignore()
    return asks


def _calm(box: QSpinBox | QDoubleSpinBox, language: Language) -> None:
    box.setLocale(locale_of(language))
    box.setGroupSeparatorShown(True)
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setMinimumWidth(1)  # the grid decides: the hint is for nine digits more than are used
