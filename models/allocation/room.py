"""Where there is room: up to the closing limit, and beyond it where a practice asked for more."""

from __future__ import annotations

from typing import NamedTuple

from models.allocation.state import State
from models.domain.practice import Practice


class Room(NamedTuple):
    """Places left at a practice.

    `within` are those up to its closing limit, none where intake is closed; `wished` are the
    further ones up to the list that it asked for in the coverage hearing.
    """

    within: int
    wished: int

    @property
    def total(self) -> int:
        """All places."""
        return self.within + self.wished


def room_at(state: State, practice: Practice) -> Room:
    """Return the room of a practice of the state; none without a doctor.

    A practice that is closed but asked for a longer list than it has is room, too: the hearing
    is how it says so. A wish for fewer patients than the closing limit takes nothing away.
    """
    within = state.room_of(practice)
    if practice.wished_list is None or not practice.has_doctor:
        return Room(within, 0)
    listed = state.totals[practice.provider_number]
    return Room(within, max(0, practice.wished_list - listed - within))


def room_in(state: State) -> Room:
    """Return the room of all practices together."""
    rooms = [room_at(state, practice) for practice in state.practices.values()]
    return Room(sum(room.within for room in rooms), sum(room.wished for room in rooms))
