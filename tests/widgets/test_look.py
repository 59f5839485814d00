"""Font, icons and style sheet: complete for both themes, at both scales."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QPushButton

from widgets.fonts import FAMILY, load_fonts, make_font
from widgets.icons import ICON_FILES, icon, tinted_svg
from widgets.style import WORKSHOP_SCALE, Look, apply_style, style_sheet
from widgets.theme import DARK, LIGHT

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture(autouse=True)
def _application(qapp):
    load_fonts()


def test_the_shipped_font_is_the_one_that_is_used():
    assert QFontInfo(make_font(12)).family() == FAMILY


def test_figures_are_of_equal_width():
    metrics = QFontMetrics(make_font(13))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


@pytest.mark.parametrize("letter", "æøåÆØÅ−±–·»«≈")
def test_the_font_has_what_danish_needs(letter):
    assert QFontMetrics(make_font(12)).inFontUcs4(ord(letter))


@pytest.mark.parametrize("name", sorted(ICON_FILES))
def test_every_icon_is_there_and_draws_something(name):
    image = icon(name, LIGHT).pixmap(QSize(24, 24)).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert max(alphas) > 200


def test_icons_take_the_ink_of_the_theme():
    assert DARK.ink.encode() in tinted_svg("close", DARK.ink)
    assert b"currentColor" not in tinted_svg("close", DARK.ink)


@THEMES
def test_the_style_sheet_names_only_colours_of_its_theme(theme):
    other = DARK if theme is LIGHT else LIGHT
    named = set(re.findall(r"#[0-9A-F]{6}", style_sheet(theme)))
    assert theme.card in named
    assert other.card not in named
    assert other.ink not in named


def test_workshop_view_enlarges_fonts_and_lengths():
    look = Look(LIGHT, WORKSHOP_SCALE)
    assert look.px(8) == 12
    assert look.font("body").pixelSize() == 18


@THEMES
def test_a_focused_button_has_a_visible_ring(qtbot, qapp, theme):
    apply_style(qapp, theme)
    button = QPushButton("Nedlæg")
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    focused = button.grab().toImage()
    button.clearFocus()
    assert focused != button.grab().toImage()
    ring = focused.pixelColor(focused.width() // 2, 1)
    assert ring.name().upper() == theme.accent
