"""What the user prefers on this machine: language, theme, last project; a small JSON file."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from models.domain.text import Language

ThemeName = Literal["light", "dark"]
LegendWish = Literal["auto", "open", "folded"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of one user on one machine.

    Attributes
    ----------
    language : "da" or "en"
    theme : "light" or "dark"
    workshop : bool
        Everything half as large again, to be read from the back of the room.
    last_project : str
        Path of the project opened last; empty at first.
    last_scenario : int
        The scenario that was in hand there; 0 is "I dag".
    show_hints : bool
        Whether the first-start hints are still to be shown.
    legend : "auto", "open" or "folded"
        The map's legend as the user left it; at first the map's size decides.
    geometry : str
        Where the window stood, as Qt writes it, in hexadecimal; empty at first.
    """

    language: Language = "da"
    theme: ThemeName = "light"
    workshop: bool = False
    last_project: str = ""
    last_scenario: int = 0
    show_hints: bool = True
    legend: LegendWish = "auto"
    geometry: str = ""


_ALLOWED: dict[str, tuple[Any, ...]] = {
    "language": ("da", "en"),
    "theme": ("light", "dark"),
    "legend": ("auto", "open", "folded"),
}


def settings_folder() -> Path:
    """Return the folder for the program's settings, as each system has it."""
    named = os.environ.get("PRAKSISKORT_SETTINGS")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "Praksiskort"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Praksiskort"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "praksiskort"


def load_settings() -> Settings:
    """Return the stored settings; what is missing or makes no sense has its default."""
    try:
        stored = json.loads((settings_folder() / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {f.name: stored[f.name] for f in fields(Settings) if _is_valid(f.name, stored)}
    return replace(Settings(), **known)


def save_settings(settings: Settings) -> bool:
    """Store the settings; return whether that could be done (a full disk is no disaster)."""
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / "settings.json.tmp"
        draft.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
        draft.replace(folder / "settings.json")
    except OSError:
        return False
    return True


def preferred_language() -> Language:
    """Return the language for messages outside the window."""
    return load_settings().language


def _is_valid(name: str, stored: dict[str, Any]) -> bool:
    if name not in stored:
        return False
    default = getattr(Settings(), name)
    return type(stored[name]) is type(default) and stored[name] in _ALLOWED.get(
        name, (stored[name],)
    )
