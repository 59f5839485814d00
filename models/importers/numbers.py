"""Numbers as people write them: decimal comma or point, thousands with points, blanks or commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Kind(Enum):
    """What a field holds; it decides what a lone point or comma before three digits means.

    "1.368" is 1368 persons but 1.368 capacities, so a text alone does not tell.
    """

    WHOLE = "whole"
    DECIMAL = "decimal"


class Numbers(NamedTuple):
    """A column of numbers.

    `values` is float64 with shape (n_row,), NaN where there is none; `is_bad` is True where
    there is text that is no number of the kind, so NaN without `is_bad` is an empty field.
    """

    values: NDArray[np.float64]
    is_bad: NDArray[np.bool_]


_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_MINUS = str.maketrans("−–", "--")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)", re.ASCII)
_BOTH = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)", re.ASCII)
_TOO_LONG = 18
"""Digits beyond what a person count, a coordinate or a capacity can have."""


def parse_number(text: str, kind: Kind) -> float | None:
    """Return the number that `text` writes, None where it writes none of the kind."""
    if text.isascii() and text.isdigit() and len(text) <= _TOO_LONG:
        return float(text)
    text = text.translate(_BLANKS).translate(_MINUS)
    number = _number(text, kind) if len(text) <= 2 * _TOO_LONG else None
    if number is None or (kind is Kind.WHOLE and not number.is_integer()):
        return None
    return number


def parse_numbers(column: Sequence[str] | NDArray[Any], kind: Kind) -> Numbers:
    """Return a column's numbers; columns that already hold numbers are taken as they are."""
    if isinstance(column, np.ndarray) and column.dtype != object:
        values = column.astype(np.float64)
        is_fraction = (kind is Kind.WHOLE) & (values != np.floor(values)) & ~np.isnan(values)
        is_bad = np.isinf(values) | is_fraction
        return Numbers(np.where(is_bad, np.nan, values), is_bad)
    texts = [text.strip() for text in column]
    parsed = [parse_number(text, kind) if text else None for text in texts]
    values = np.array([np.nan if number is None else number for number in parsed])
    is_bad = np.array([bool(text) for text in texts], dtype=np.bool_) & np.isnan(values)
    return Numbers(values.astype(np.float64), is_bad)


def _number(text: str, kind: Kind) -> float | None:
    if _BOTH.fullmatch(text):
        point = max(text.rfind("."), text.rfind(","))
        return float(_digits(text[:point]) + "." + text[point + 1 :])
    several = text.count(".") + text.count(",") > 1
    if _THOUSANDS.fullmatch(text) and (several or kind is Kind.WHOLE):
        return float(_digits(text))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def _digits(text: str) -> str:
    return text.replace(".", "").replace(",", "")
