"""Which practices are measured on, and where they are put."""

from __future__ import annotations

import math
from contextlib import suppress

from app.session import Session
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import ProviderNumber
from models.scenario.check import check_place


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


def place_near(session: Session, number: ProviderNumber, distance_m: float) -> Place:
    """Return a place on land so far from a practice, the northernmost of eight."""
    start = session.result.state.practices[number].place
    for eighth in range(8):
        angle = math.pi / 2 - eighth * math.pi / 4
        e, n = distance_m * math.cos(angle), distance_m * math.sin(angle)
        place = Place(start.e + e, start.n + n)
        with suppress(EditRefusedError):
            check_place(session.distances, place)
            return place
    raise LookupError(f"no land {distance_m:.0f} m from practice {number}")
