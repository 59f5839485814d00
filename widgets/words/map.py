"""Texts of the map, its layers and legend."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {}
