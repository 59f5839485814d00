"""An edit made on the baseline goes into a fresh scenario: "I dag" is never changed."""

from __future__ import annotations

from collections.abc import Callable

from app.session import Session
from models.domain.errors import KnownError
from models.scenario.check import check_edit
from models.scenario.edits import Edit
from models.scenario.history import Step


def make_in_scenario(
    session: Session,
    edit: Edit,
    fresh_name: str,
    *,
    by_steps: bool = False,
    worked_out: Callable[[Step], None] = lambda _: None,
) -> Step:
    """Make an edit; where the baseline is in hand, in a new scenario of that name.

    `worked_out` is told the step before it is stored (`Session.make`); not of a new scenario,
    which is shown once the file has it. If the edit is refused or cannot be stored, there is no
    new scenario either.
    """
    if session.scenario is not None:
        return session.make(edit, by_steps=by_steps, worked_out=worked_out)
    check_edit(session.distances, session.history.state, edit)
    row = session.project.create_scenario(
        free_name(session, fresh_name), None, session.before.state.rules.id
    )
    session.choose(row)
    try:
        return session.make(edit, by_steps=by_steps)
    except KnownError:
        session.choose(None)
        session.project.delete_scenario(row.id)
        raise


def free_name(session: Session, name: str) -> str:
    """Return `name`, with a number behind it where a scenario has it already."""
    taken = {row.name.casefold() for row in session.project.scenarios()}
    count, wanted = 1, f"{name} 1"
    while wanted.casefold() in taken:
        count += 1
        wanted = f"{name} {count}"
    return wanted
