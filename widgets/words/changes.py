"""What a change of a register says in a table's cells; apart from its texts, which are always read.

It needs the engine's values, and words are there before the engine is.
"""

from __future__ import annotations

from models.domain.practice import Practice
from models.importers.changes import Change, ChangeKind, Standing
from widgets.words import Words


def before_and_after(words: Words, change: Change) -> tuple[str, str]:
    """Return what holds before a change and after it, short enough for a table's cells."""
    return _side(words, change, change.before), _side(words, change, change.after)


def _side(words: Words, change: Change, standing: Standing | None) -> str:
    if standing is None:
        return ""
    practice, kind = standing.practice, change.kind
    if kind in (ChangeKind.GONE, ChangeKind.NEW):
        listed = words("update.listed", n=words.number(standing.listed))
        return words("update.new", capacities=capacities_of(words, practice), listed=listed)
    if kind in (ChangeKind.MERGED, ChangeKind.RENUMBERED):
        listed = words("update.listed", n=words.number(standing.listed))
        if standing is change.before:
            return listed
        number = practice.provider_number
        return words("update.into", name=practice.name, number=number, listed=listed)
    if kind is ChangeKind.MOVED:
        return _place(words, change, standing)
    if kind is ChangeKind.CAPACITY:
        return capacities_of(words, practice)
    if kind is ChangeKind.FORM:
        return words(f"form.{practice.form}")
    if kind is ChangeKind.INTAKE:
        return _intake(words, standing)
    if kind is ChangeKind.LIMIT:
        limit = practice.own_limit
        return words("update.limit.none") if limit is None else _limit(words, limit)
    if kind is ChangeKind.NAME:
        return practice.name
    return words.number(standing.listed)


def capacities_of(words: Words, practice: Practice) -> str:
    """Return a practice's capacities in words, vacant ones named."""
    n, vacant = practice.capacities, practice.vacant
    capacities = (
        words("update.capacities.one") if n == 1 else words("update.capacities", n=_short(words, n))
    )
    if not vacant:
        return capacities
    key = "update.capacities.vacant.one" if vacant == 1 else "update.capacities.vacant"
    return words(key, capacities=capacities, n=_short(words, vacant))


def _place(words: Words, change: Change, standing: Standing) -> str:
    practice = standing.practice
    address = ", ".join(part for part in (practice.address, practice.town) if part)
    if standing is change.before:
        return address
    distance = words.km(change.distance_m)
    if not address:
        return words("update.distance", distance=distance)
    return words("update.address", address=address, distance=distance)


def _intake(words: Words, standing: Standing) -> str:
    status, codes = words(f"status.{standing.status}"), standing.practice.postcodes
    if not codes:
        return status
    return words("update.intake.postcodes", status=status, postcodes=", ".join(codes))


def _limit(words: Words, per_capacity: int) -> str:
    return words("update.limit", n=words.number(per_capacity))


def _short(words: Words, value: float) -> str:
    return words.number(value, 0 if float(value).is_integer() else 1)
