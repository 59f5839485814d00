"""Which practices are measured on."""

from __future__ import annotations

from app.session import Session
from models.domain.practice import ProviderNumber


def by_list(session: Session) -> list[ProviderNumber]:
    """Return the practices with a doctor, the smallest list first."""
    state = session.result.state
    here = [number for number, practice in state.practices.items() if practice.has_doctor]
    return sorted(here, key=lambda number: (state.totals[number], number))


def middling_practice(session: Session) -> ProviderNumber:
    """Return the practice that is nearest for a middling number of persons."""
    table = session.result.practices
    nearest = {number: table[number].nearest_persons for number in by_list(session)}
    order = sorted(nearest, key=lambda number: (nearest[number], number))
    return order[len(order) // 2]
