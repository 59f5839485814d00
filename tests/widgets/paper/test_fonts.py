"""The paper fonts: made from Inter by a script, with figures of equal width at their codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from widgets.paper.dates import date_text
from widgets.paper.fonts import load_paper_fonts

FOLDER = Path(__file__).parents[3] / "resources" / "fonts"


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_all_figures_are_equally_wide(weight: int) -> None:
    font = QFont(load_paper_fonts())
    font.setPixelSize(1000)
    font.setWeight(QFont.Weight(weight))
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) <= 3


@pytest.mark.parametrize("style", ["Regular", "SemiBold"])
def test_the_script_makes_the_shipped_fonts_again(style: str, tmp_path: Path) -> None:
    pytest.importorskip("fontTools", reason="the fonts are made with fontTools")
    from resources.make_paper_fonts import make_font

    shutil.copy(FOLDER / f"Inter-{style}.otf", tmp_path)
    made = make_font(tmp_path, style)
    assert drawings(made) == drawings(FOLDER / made.name)


def drawings(path: Path) -> dict[int, object]:
    """Return how wide each character is and how it is drawn; versions of fontTools may
    store the same font in other bytes."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    glyphs, found = font.getGlyphSet(), {}
    for code, name in font.getBestCmap().items():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        found[code] = (glyphs[name].width, pen.value)
    return found


def test_dates_are_written_in_words() -> None:
    assert date_text("2026-10-01", "da") == "1. oktober 2026"
    assert date_text("2026-10-01", "en") == "1 October 2026"
    assert date_text("foråret 2026", "da") == "foråret 2026"
