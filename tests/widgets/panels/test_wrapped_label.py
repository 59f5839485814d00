"""A sentence over several lines: as high as Qt finds it, and found once for each width."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from widgets.panels.parts import WrappedLabel
from widgets.style import Look

SENTENCES = ("Kort.", "4.750 tilmeldte: 16 % til Lægehuset Ikast, Møllevej 33; 15 % til andre.")


def qts_own(label: QLabel, width: int) -> int:
    own = QLabel(label.text())
    own.setTextFormat(label.textFormat())
    own.setWordWrap(True)
    own.setFont(label.font())
    return own.heightForWidth(width)


def test_a_sentence_is_as_high_as_qt_finds_it_whatever_text_and_font(qtbot, look: Look) -> None:
    label = WrappedLabel(SENTENCES[1])
    qtbot.addWidget(label)
    for role in ("body", "title"):
        label.setFont(QFont(look.font(role)))
        for text in (SENTENCES[1], *SENTENCES, *SENTENCES):
            if text != label.text():
                label.setText(text)
            for width in (120, 300, 120):
                assert label.heightForWidth(width) == qts_own(label, width)


def test_the_height_at_a_width_is_found_once(qtbot, look: Look) -> None:
    label = WrappedLabel(SENTENCES[1])
    qtbot.addWidget(label)
    first = label.heightForWidth(120)
    label._heights[120] = first + 1
    assert label.heightForWidth(120) == first + 1
    label.setText(SENTENCES[0])
    assert label.heightForWidth(120) < first
