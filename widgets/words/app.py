"""Texts of menus, status line and messages of the window."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {}
