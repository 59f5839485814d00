"""How things are drawn: theme, language, type family and scale in one value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from widgets.fonts import FAMILY
from widgets.theme import Theme
from widgets.words import Words

BODY_PX = 12.0
"""9 points on a screen of 96 dots an inch."""
CAPTION_PX = 11.0


class Type(NamedTuple):
    """A way of setting text: size in pixels, weight (100 to 900), letter spacing in pixels."""

    size: float
    weight: int = 400
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    """What every painter is told.

    Attributes
    ----------
    theme : Theme
    words : Words
    scale : float
        Painter units for one screen pixel: 1 on screen, 1.5 in workshop mode, whatever the
        page needs on paper.
    family : str
        The type family.
    """

    theme: Theme
    words: Words
    scale: float = 1.0
    family: str = FAMILY

    def px(self, pixels: float) -> float:
        """Return a length given in screen pixels in painter units."""
        return pixels * self.scale

    def font(self, kind: Type) -> QFont:
        """Return the font of `kind`, with figures of equal width."""
        return _font(self.family, self.scale, kind)

    def metrics(self, kind: Type) -> QFontMetricsF:
        """Return the metrics of the font of `kind`, in painter units."""
        return _metrics(self.family, self.scale, kind)

    def text_width(self, text: str, kind: Type) -> float:
        """Return how wide `text` runs, in painter units."""
        return _text_width(self.family, self.scale, kind, text)

    def number_width(self, number: int, kind: Type) -> float:
        """Return how wide a whole number runs as it is written, in painter units."""
        return _number_width(self.family, self.scale, kind, self.words, number)


def color(value: str, alpha: float = 1.0) -> QColor:
    """Return a theme colour, optionally see-through (`alpha` 0 to 1)."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that is `share` (0 to 1) of the way from `first` to `second`."""
    a, b = QColor(first), QColor(second)
    red, green, blue = (
        round(x + (y - x) * share)
        for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index, misc]
    )
    return f"#{red:02X}{green:02X}{blue:02X}"


@lru_cache(maxsize=256)
def _font(family: str, scale: float, kind: Type) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(kind.size * scale)))
    font.setWeight(QFont.Weight(kind.weight))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing * scale)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=256)
def _metrics(family: str, scale: float, kind: Type) -> QFontMetricsF:
    return QFontMetricsF(_font(family, scale, kind))


@lru_cache(maxsize=4_096)
def _text_width(family: str, scale: float, kind: Type, text: str) -> float:
    return _metrics(family, scale, kind).horizontalAdvance(text)


@lru_cache(maxsize=20_000)
def _number_width(family: str, scale: float, kind: Type, words: Words, number: int) -> float:
    return _text_width(family, scale, kind, words.number(number))
