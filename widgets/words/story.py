"""Sentences to be read aloud after an edit, cut where the bad part begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.domain.text import Text, all_of
from widgets.words.edits import capacity_text

if TYPE_CHECKING:
    from widgets.words import Words

TEXTS: dict[str, Text] = {
    # The part between the bars is the bad one; it is shown in red.
    "story.close": Text("{total} tilmeldte: {shares}.", "{total} listed: {shares}."),
    "story.close.one": Text("1 tilmeldt: {shares}.", "1 listed: {shares}."),
    "story.close.unplaced": Text(
        "{total} tilmeldte: {shares}{mark} |{unplaced} uden plads inden for {limit} km|.",
        "{total} listed: {shares}{mark} |{unplaced} without a place within {limit} km|.",
    ),
    "story.close.all_unplaced": Text(
        "{total} tilmeldte: |ingen finder plads inden for {limit} km|.",
        "{total} listed: |nobody finds a place within {limit} km|.",
    ),
    "story.close.one.all_unplaced": Text(
        "1 tilmeldt: |finder ikke plads inden for {limit} km|.",
        "1 listed: |does not find a place within {limit} km|.",
    ),
    "story.close.nobody": Text("{name} havde ingen tilmeldte.", "{name} had no listed patients."),
    "story.share": Text("{percent} til {name}", "{percent} to {name}"),
    "story.share.others": Text("{percent} til {n} andre", "{percent} to {n} others"),
    "story.share.below_one": Text("under 1 %", "under 1%"),
    "story.unplaced": Text("{percent} ({persons})", "{percent} ({persons})"),
    "story.merge": Text(
        "{names} er samlet i {into}: {total} tilmeldte, {capacities} kapaciteter, "
        "belastning {load}.",
        "{names} are joined in {into}: {total} listed, {capacities} capacities, load {load}.",
    ),
    "story.merge.over": Text(
        "{names} er samlet i {into}: {total} tilmeldte, {capacities} kapaciteter, "
        "|belastning {load}|.",
        "{names} are joined in {into}: {total} listed, {capacities} capacities, |load {load}|.",
    ),
    "story.open": Text(
        "{name} er nærmeste praksis for {persons} personer.",
        "{name} is the nearest practice for {persons} persons.",
    ),
    "story.open.one": Text(
        "{name} er nærmeste praksis for 1 person.", "{name} is the nearest practice for 1 person."
    ),
}

NAMED_DESTINATIONS = 4
"""How many destinations a sentence names before it says "and others"."""


class Piece(NamedTuple):
    """A piece of a sentence, and whether it is the bad part that is shown in red."""

    text: str
    is_bad: bool


def closing_story(
    words: Words,
    name: str,
    total: int,
    shares: Sequence[tuple[str, int]],
    unplaced: int,
    limit_km: float,
) -> list[Piece]:
    """Return where the patients of a closed practice went, most persons first.

    `shares` are the persons each named practice took; with `unplaced` they add up to `total`.
    Percentages add up to 100; whoever found no place is named in persons as well.
    """
    values = {"name": name, "total": words.number(total), "limit": _plain(words, limit_km)}
    if total == 0:
        return _cut(words, "story.close.nobody", values)
    one = ".one" if total == 1 else ""
    if unplaced == total:
        return _cut(words, f"story.close{one}.all_unplaced", values)
    ordered = sorted(shares, key=lambda share: (-share[1], share[0]))
    percents = whole_percents([persons for _, persons in ordered] + [unplaced])
    # Names like "Lægehuset Lystrup, Møllevej 39" would run into each other at commas.
    values["mark"] = ";" if any("," in to for to, _ in ordered) else ","
    shares_told = _share_texts(words, ordered, percents[:-1])
    values["shares"] = f"{values['mark']} ".join(shares_told)
    if unplaced == 0:
        return _cut(words, f"story.close{one}", values)
    percent = _percent(words, percents[-1])
    values["unplaced"] = words("story.unplaced", percent=percent, persons=words.number(unplaced))
    return _cut(words, "story.close.unplaced", values)


def merging_story(
    words: Words, names: Sequence[str], into: str, total: int, capacities: float, load: float
) -> list[Piece]:
    """Return what a merged practice has; a load (1.0 is the closing limit) above 1 is bad."""
    values = {
        "names": words.of(all_of(names)),
        "into": into,
        "total": words.number(total),
        "capacities": capacity_text(words, capacities),
        "load": words.percent(load),
    }
    return _cut(words, "story.merge.over" if load > 1 else "story.merge", values)


def opening_story(words: Words, name: str, nearest_persons: int) -> list[Piece]:
    """Return for how many persons a new practice is the nearest."""
    key = "story.open.one" if nearest_persons == 1 else "story.open"
    return _cut(words, key, {"name": name, "persons": words.number(nearest_persons)})


def whole_percents(counts: Sequence[int]) -> list[int]:
    """Return whole per cent of the sum, by largest remainder: they add up to 100.

    Equal remainders favour the earlier count. Without any persons every share is 0.
    """
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    percents = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: (-(counts[i] * 100 % total), i))
    for index in by_remainder[: 100 - sum(percents)]:
        percents[index] += 1
    return percents


def _share_texts(
    words: Words, ordered: Sequence[tuple[str, int]], percents: Sequence[int]
) -> list[str]:
    took = [(name, percents[i]) for i, (name, persons) in enumerate(ordered) if persons > 0]
    # A single further destination is named: "1 other" would hide a name and save no words.
    named = len(took) if len(took) == NAMED_DESTINATIONS + 1 else NAMED_DESTINATIONS
    texts = [
        words("story.share", percent=_percent(words, percent), name=name)
        for name, percent in took[:named]
    ]
    others = took[named:]
    if others:
        percent = _percent(words, sum(percent for _, percent in others))
        texts.append(words("story.share.others", percent=percent, n=len(others)))
    return texts


def _percent(words: Words, percent: int) -> str:
    return words.percent(percent / 100) if percent else words("story.share.below_one")


def _plain(words: Words, km: float) -> str:
    return words.number(km, 0 if km == round(km) else 1)


def _cut(words: Words, key: str, values: dict[str, str]) -> list[Piece]:
    # Cut before the values are filled in: a practice may have a bar in its name.
    template = TEXTS[key].in_language(words.language)
    pieces = [
        Piece(part.format(**values), index % 2 == 1)
        for index, part in enumerate(template.split("|"))
    ]
    return [piece for piece in pieces if piece.text]
