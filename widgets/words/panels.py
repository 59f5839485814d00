"""Texts of panels and dialogs."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {}
