"""The look of every widget: sizes, fonts, palette and style sheet, all from the theme."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from widgets.fonts import load_fonts, make_font
from widgets.theme import LIGHT, Theme

Role = Literal["body", "strong", "title", "figure", "caption"]

# In pixels, for 9, 9, 13, 15 and 8 points at 96 dots an inch: points would shrink on macOS.
_PIXELS: dict[Role, int] = {"body": 12, "strong": 12, "title": 17, "figure": 20, "caption": 11}
_HEAVY: frozenset[Role] = frozenset({"strong", "title", "figure"})

WORKSHOP_SCALE = 1.5
"""How much larger everything is when a room is to read along."""


@dataclass(frozen=True, slots=True)
class Look:
    """Theme and scale, handed to every widget that draws or measures for itself."""

    theme: Theme = LIGHT
    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """Return a length in device-independent pixels at this scale."""
        return round(pixels * self.scale)

    def font(self, role: Role = "body") -> QFont:
        """Return the font that a text in this role has."""
        weight = QFont.Weight.DemiBold if role in _HEAVY else QFont.Weight.Normal
        return make_font(self.px(_PIXELS[role]), weight)

    def colour(self, name: str) -> QColor:
        """Return a colour of the theme by its name."""
        return QColor(getattr(self.theme, name))


def apply_style(app: QApplication, theme: Theme, scale: float = 1.0) -> Look:
    """Give the whole program its font, palette and style sheet; returns the look for widgets."""
    look = prepare_style(app, theme, scale)
    finish_style(app, look)
    return look


def prepare_style(app: QApplication, theme: Theme, scale: float = 1.0) -> Look:
    """Give the whole program its font and palette; `finish_style` is to follow.

    With a style sheet a widget is polished anew each time one is laid into another. A window
    that is built before its sheet is there is polished once, which saves a third of its time.
    """
    load_fonts()
    look = Look(theme, scale)
    # each of these steps, and a new sheet, polishes every widget there is
    if app.styleSheet() != style_sheet(theme, scale):
        app.setStyle("Fusion")
        app.setPalette(make_palette(theme))
        app.setFont(look.font())
    return look


def finish_style(app: QApplication, look: Look) -> None:
    """Give the whole program its style sheet."""
    sheet = style_sheet(look.theme, look.scale)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def make_palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet leaves to the Fusion style."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.Base, theme.card),
        (roles.AlternateBase, theme.panel),
        (roles.Button, theme.card),
        (roles.ToolTipBase, theme.card),
        (roles.WindowText, theme.ink),
        (roles.Text, theme.ink),
        (roles.ButtonText, theme.ink),
        (roles.ToolTipText, theme.ink),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.card),
        (roles.Accent, theme.accent),
        (roles.Link, theme.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """Return the style sheet for the whole program."""
    look = Look(theme, scale)
    parts = (_surfaces, _buttons, _fields, _lists, _bars)
    return "\n".join(part(theme, look) for part in parts)


def _surfaces(t: Theme, look: Look) -> str:
    px = look.px
    return f"""
QMainWindow, QDialog {{ background: {t.panel}; }}
QWidget {{ color: {t.ink}; }}
QFrame[card="true"] {{
    background: {t.card}; border: 1px solid {t.line}; border-radius: {px(6)}px;
}}
QGraphicsView[chart="true"] {{ border: 2px solid transparent; border-radius: {px(4)}px; }}
QGraphicsView[chart="true"]:focus {{ border-color: {t.accent}; }}
QFrame[rule="true"] {{ background: {t.line}; border: none; }}
QLabel[tone="muted"] {{ color: {t.muted}; }}
QLabel[tone="bad"] {{ color: {t.bad}; }}
QLabel[drop="true"] {{
    border: 2px dashed {t.line}; border-radius: {px(6)}px; color: {t.muted};
}}
QToolTip {{
    background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: {px(4)}px;
}}
QToolBar {{
    background: {t.card}; border: none; border-bottom: 1px solid {t.line};
    padding: {px(4)}px {px(8)}px; spacing: {px(4)}px;
    qproperty-iconSize: {px(18)}px {px(18)}px;
}}
QToolBar::separator {{ width: 1px; background: {t.line}; margin: {px(4)}px {px(4)}px; }}
QStatusBar {{ background: {t.card}; border-top: 1px solid {t.line}; color: {t.muted}; }}
QStatusBar QLabel {{ color: {t.muted}; padding: 0 {px(8)}px; }}
QStatusBar::item {{ border: none; }}
QMenuBar {{ background: {t.card}; }}
QMenuBar::item {{ background: transparent; padding: {px(4)}px {px(8)}px; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; border-radius: {px(4)}px; }}
QMenu {{ background: {t.card}; border: 1px solid {t.line}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(8)}px; border-radius: {px(4)}px; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter[grip="true"]::handle {{
    background: {t.line}; margin: {px(3)}px {px(148)}px; border-radius: {px(1)}px;
}}
QSplitter[grip="true"]::handle:hover {{ background: {t.accent}; }}
"""


def _buttons(t: Theme, look: Look) -> str:
    px = look.px
    edge = _blend(t.line, t.muted)
    check = _control(f"check-{t.name}")
    small = px(_PIXELS["caption"])
    return f"""
QPushButton {{
    background: {t.card}; border: 1px solid {edge}; border-radius: {px(6)}px;
    padding: {px(5)}px {px(9)}px; min-height: {px(16)}px; icon-size: {px(16)}px;
}}
QPushButton[compact="true"] {{ padding: {px(5)}px {px(7)}px; }}
QPushButton[compact="true"]:focus {{ padding: {px(5) - 1}px {px(7) - 1}px; }}
QPushButton:hover {{ background: {t.accent_soft}; border-color: {t.accent}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.panel}; border-color: {t.line}; }}
QPushButton:focus {{
    border: 2px solid {t.accent}; padding: {px(5) - 1}px {px(9) - 1}px;
}}
QPushButton[primary="true"] {{
    background: {t.accent}; color: {t.card}; border-color: {t.accent}; font-weight: 600;
}}
QPushButton[primary="true"]:hover {{ border-color: {t.ink}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[primary="true"]:disabled {{
    background: {t.line}; color: {t.muted}; border-color: {t.line};
}}
QPushButton[step="true"] {{
    background: transparent; border: none; border-radius: 0; text-align: left;
    border-bottom: 2px solid {t.line}; padding: {px(6)}px {px(4)}px;
}}
QPushButton[step="true"]:hover {{ background: {t.accent_soft}; }}
QPushButton[step="true"]:checked {{
    color: {t.accent}; border-bottom: 2px solid {t.accent}; font-weight: 600;
}}
QPushButton[step="true"]:focus {{
    border: none; border-bottom: 2px solid {t.accent}; background: {t.accent_soft};
    padding: {px(6)}px {px(4)}px;
}}
QPushButton[step="true"]:disabled {{ color: {t.muted}; border-bottom: 2px solid {t.line}; }}
QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: {px(6)}px;
    padding: {px(4)}px {px(8)}px; icon-size: {px(18)}px;
}}
QToolButton:hover {{ background: {t.accent_soft}; }}
QToolButton:pressed {{ background: {t.line}; }}
QToolButton:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px {px(8) - 1}px; }}
QToolButton:disabled {{ color: {t.muted}; }}
QToolButton[fold="true"] {{
    color: {t.muted}; padding: {px(2)}px {px(4)}px; icon-size: {px(14)}px;
}}
QToolButton[fold="true"]:checked {{ background: transparent; }}
QToolButton[fold="true"]:hover {{ color: {t.ink}; }}
QToolButton[fold="true"]:focus {{ padding: {px(2) - 1}px {px(4) - 1}px; }}
QToolButton[quiet="true"] {{ color: {t.accent}; padding: {px(1)}px {px(2)}px; }}
QToolButton[quiet="true"]:disabled {{ color: {t.muted}; }}
QToolButton[quiet="true"]:focus {{ padding: {px(1) - 1}px {px(2) - 1}px; }}
QCheckBox, QRadioButton {{
    spacing: {px(8)}px; padding: {px(1)}px {px(4)}px;
    border: 2px solid transparent; border-radius: {px(4)}px;
}}
QCheckBox[small="true"] {{ spacing: {px(5)}px; padding: 0 {px(1)}px; font-size: {small}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {px(14)}px; height: {px(14)}px; background: {t.card}; border: 1px solid {t.muted};
}}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: {px(3)}px; }}
QRadioButton::indicator {{ border-radius: {px(14) // 2 + 1}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: url("{check}");
}}
QRadioButton::indicator:checked {{
    width: {px(14) - 2 * px(4) + 2}px; height: {px(14) - 2 * px(4) + 2}px;
    border: {px(4)}px solid {t.accent};
}}
"""


def _fields(t: Theme, look: Look) -> str:
    px = look.px
    edge = _blend(t.line, t.muted)
    up, down = _control("up"), _control("down")
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox {{
    background: {t.card}; border: 1px solid {edge}; border-radius: {px(6)}px;
    padding: {px(3)}px {px(6)}px; min-height: {px(18)}px;
    selection-background-color: {t.accent}; selection-color: {t.card};
}}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {t.muted}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {t.accent}; padding: {px(3) - 1}px {px(6) - 1}px;
}}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    background: {t.panel}; color: {t.muted};
}}
QPlainTextEdit {{
    background: {t.card}; border: 1px solid {edge}; border-radius: {px(6)}px;
}}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; }}
QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: {px(14)}px; height: {px(14)}px; }}
QComboBox QAbstractItemView {{
    background: {t.card}; border: 1px solid {t.line}; outline: none;
    selection-background-color: {t.accent_soft}; selection-color: {t.ink};
}}
QDateEdit::drop-down {{ border: none; background: transparent; width: {px(20)}px; }}
QDateEdit::down-arrow {{ image: url("{down}"); width: {px(14)}px; height: {px(14)}px; }}
QAbstractSpinBox {{ padding-right: {px(18)}px; max-height: {px(18)}px; }}
QAbstractSpinBox:focus {{ padding-right: {px(18) - 1}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; width: {px(18)}px; border: none; background: transparent;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; top: {px(2)}px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; bottom: {px(2)}px; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
    background: {t.accent_soft}; border-radius: {px(3)}px;
}}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: {px(10)}px; height: {px(10)}px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: {px(10)}px; height: {px(10)}px; }}
"""


def _lists(t: Theme, look: Look) -> str:
    px = look.px
    up, down = _control("up"), _control("down")
    caption = px(_PIXELS["caption"])
    return f"""
QAbstractItemView {{
    background: {t.card}; border: 1px solid {t.line}; border-radius: {px(6)}px;
    selection-background-color: {t.accent_soft}; selection-color: {t.ink}; outline: none;
}}
QAbstractItemView:focus {{ border: 2px solid {t.accent}; }}
QAbstractItemView[bare="true"] {{ border: none; background: transparent; }}
QAbstractItemView::item {{ padding: {px(3)}px {px(6)}px; border: none; }}
QTreeView::item {{ min-height: {px(18)}px; }}
QAbstractItemView::item:hover {{ background: {t.panel}; }}
QAbstractItemView::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QAbstractScrollArea::corner {{ background: {t.card}; border: none; }}
QHeaderView {{ background: {t.card}; border: none; }}
QHeaderView::section {{
    background: {t.card}; color: {t.muted}; border: none; font-size: {caption}px;
    border-bottom: 1px solid {t.line}; padding: {px(6)}px {px(4)}px;
}}
QTableWidget[bare="true"] QHeaderView::section {{ padding: {px(4)}px {px(9)}px; }}
QHeaderView::section:hover {{ color: {t.ink}; background: {t.panel}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{
    subcontrol-position: bottom center; width: {px(8)}px; height: {px(8)}px;
}}
QHeaderView::up-arrow {{ image: url("{up}"); }}
QHeaderView::down-arrow {{ image: url("{down}"); }}
"""


def _bars(t: Theme, look: Look) -> str:
    px = look.px
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle {{
    background: {t.line}; border-radius: {px(3)}px; margin: {px(2)}px;
}}
QScrollBar::handle:vertical {{ min-height: {px(24)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(24)}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabWidget::pane {{ border: none; }}
QTabBar::tab {{
    background: transparent; color: {t.muted}; padding: {px(5)}px {px(10)}px;
    border-bottom: 2px solid transparent;
}}
QTabBar::tab:hover {{ color: {t.ink}; }}
QTabBar::tab:selected {{ color: {t.ink}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:focus {{ background: {t.accent_soft}; }}
QProgressBar {{
    background: {t.line}; border: none; border-radius: {px(4)}px; text-align: center;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(4)}px; }}
"""


def _blend(first: str, second: str) -> str:
    """Return the colour halfway: what can be clicked has a firmer edge than a card."""
    a, b = QColor(first), QColor(second)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return "#" + "".join(f"{(x + y) // 2:02X}" for x, y in pairs)


def _control(name: str) -> str:
    """Return the path of a control's picture; style sheets take pictures from files only."""
    path = files("resources").joinpath("icons", "controls", f"{name}.svg")
    return str(path).replace("\\", "/")
