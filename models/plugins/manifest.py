"""What a plug-in says of itself, read before any of its code: id, titles, contributions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from models.domain.text import Text

BREAKS = 5
"""An indicator has six classes, and so five breaks between them."""


class Kind(StrEnum):
    """What a plug-in can contribute."""

    IMPORTER = "importer"
    EXPORTER = "exporter"
    INDICATOR = "indicator"
    MAP_LAYER = "map_layer"
    REPORT_PAGE = "report_page"
    ALLOCATION_RULE = "allocation_rule"
    OPTIMISER = "optimiser"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing that a plug-in adds.

    Attributes
    ----------
    kind : Kind
    id : str
        Unique within the plug-in.
    title : Text
    run : str
        Where its function is, as "package.module:function"; imported when it is first used.
    """

    kind: Kind
    id: str
    title: Text
    run: str


@dataclass(frozen=True, slots=True)
class Indicator(Contribution):
    """A value for each square.

    Attributes
    ----------
    decimals : int
        With how many a value is shown.
    breaks : tuple of five floats
        Between the six classes of the map, ascending; a value at a break is in the higher one.
    better : "high" or "low"
        Which end is the good one.
    """

    decimals: int
    breaks: tuple[float, ...]
    better: Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A plug-in's description.

    Attributes
    ----------
    id : str
    title : Text
    contributions : tuple of Contribution
    """

    id: str
    title: Text
    contributions: tuple[Contribution, ...]


def read_manifest(text: str) -> Manifest:
    """Return the description that a JSON text holds.

    Raises
    ------
    ValueError
        When it is not one: the message says what was expected and what was found.
    """
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("expected a JSON object")
    rows = _value(values, "contributes", list)
    contributions = tuple(_contribution(row) for row in rows)
    ids = [each.id for each in contributions]
    if len(set(ids)) < len(ids):
        raise ValueError(f"ids of contributions are not unique: {ids}")
    return Manifest(_value(values, "id", str), _text(values, "title"), contributions)


def _contribution(row: Mapping[str, Any]) -> Contribution:
    kind = Kind(_value(row, "kind", str))
    run = _value(row, "run", str)
    if run.count(":") != 1:
        raise ValueError(f"run: expected 'package.module:function', got {run!r}")
    common = (kind, _value(row, "id", str), _text(row, "title"), run)
    if kind is not Kind.INDICATOR:
        return Contribution(*common)
    breaks = tuple(float(value) for value in _value(row, "breaks", list))
    if len(breaks) != BREAKS or list(breaks) != sorted(set(breaks)):
        raise ValueError(f"breaks: expected {BREAKS} ascending numbers, got {list(breaks)}")
    better = _value(row, "better", str)
    if better not in ("high", "low"):
        raise ValueError(f"better: expected 'high' or 'low', got {better!r}")
    return Indicator(
        *common,
        _value(row, "decimals", int),
        breaks,
        better,  # type: ignore[arg-type]
    )


def _value(values: Mapping[str, Any], name: str, kind: type) -> Any:
    if not isinstance(values.get(name), kind):
        raise ValueError(f"{name}: expected {kind.__name__}, got {values.get(name)!r}")
    return values[name]


def _text(values: Mapping[str, Any], name: str) -> Text:
    told = _value(values, name, dict)
    return Text(_value(told, "da", str), _value(told, "en", str))
