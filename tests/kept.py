"""Having a project keep its first result, as the window does."""

from __future__ import annotations

from pathlib import Path

from app.keeping import settle_kept
from app.session import Session
from models.allocation.kept import Kept, worked_out
from models.storage.project import ProjectFile


def found_of(session: Session) -> Kept:
    """Return what is worked out of a session's region from nothing."""
    found = worked_out(session.region, session.rules_of(None))
    assert found is not None
    return found


def was_wrong(session: Session) -> bool:
    """Settle what the session's project keeps, as is done beside the window."""
    return settle_kept(session, found_of(session), session.rules_of(None))


def keep_first_result(path: Path) -> None:
    """Have a project keep its first result."""
    with ProjectFile.open(path) as project:
        assert not was_wrong(Session(project))
        assert project.load().kept.result is not None
