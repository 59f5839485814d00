"""How columns were matched before, by the shape of the file: kept in the user's settings."""

from __future__ import annotations

import json
from collections.abc import Iterable

from app.settings import settings_folder
from models.importers.kinds import SourceKind
from models.importers.sources import Match, Source

_FILE = "kilder.json"
_MOST = 200
"""So many shapes are remembered; the oldest are forgotten first."""


def remembered_matches() -> dict[str, Match]:
    """Return the matches kept by `Source.key`; what makes no sense is passed over."""
    try:
        stored = json.loads((settings_folder() / _FILE).read_text("utf-8"))
        entries = list(stored.items())
    except (OSError, ValueError, AttributeError):
        return {}
    found = {}
    for key, values in entries:
        try:
            found[str(key)] = Match.from_json(values)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def remember(sources: Iterable[Source]) -> bool:
    """Keep how sources were taken; return whether that could be done (it is no disaster)."""
    kept = remembered_matches()
    for source in sources:
        if source.headings and source.kind is not SourceKind.UNKNOWN:
            kept.pop(source.key, None)
            kept[source.key] = source.match
    newest = dict(list(kept.items())[-_MOST:])
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{_FILE}.tmp"
        draft.write_text(
            json.dumps({key: match.to_json() for key, match in newest.items()}, indent=1), "utf-8"
        )
        draft.replace(folder / _FILE)
    except OSError:
        return False
    return True
