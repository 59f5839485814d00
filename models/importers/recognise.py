"""What each file is: told from its form, its headings, what stands in it and its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.columns import GEOMETRY_E, GEOMETRY_N, plain
from models.importers.kinds import AREA_KINDS, NEEDS, WORDS, SourceKind
from models.importers.layout import Format, Layout
from models.importers.matching import Proposal, is_met, propose
from models.importers.parts import format_of, parts_of
from models.importers.sources import Match, Source

Remembered = Mapping[str, Match]
"""Matches of before by `Source.key`."""

_SIDECARS = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd")

_HINTS: Mapping[SourceKind, Sequence[str]] = {
    SourceKind.REGISTER: ("register", "praksis", "yder"),
    SourceKind.LISTS: ("tilmeldt", "sikrede", "liste", "list"),
    SourceKind.SQUARES: ("kvadrat", "celle", "ddkn", "square", "grid"),
    SourceKind.MUNICIPALITIES: ("kommune", "municipal"),
    SourceKind.PARISHES: ("sogn", "parish"),
    SourceKind.POSTAL_AREAS: ("postn", "postal", "postcode", "postomr"),
    SourceKind.COVERAGE_AREAS: ("laegedaek", "daekning", "coverage"),
    SourceKind.LAND: ("land", "kyst", "coast"),
    SourceKind.LINKS: ("faerge", "broer", "links", "ferr"),
    SourceKind.PLACES: ("sted", "place", "byer"),
    SourceKind.ADDRESSES: ("adress", "address", "dar"),
}
_HINT, _CODES_FIT, _COMPLETE, _NEARLY_COMPLETE = 0.15, 0.3, 1.0, 0.9
_ADDRESSED = frozenset({"place", "dar_id", "address"})
_LEAD = 0.1
"""By how much the likeliest kind must lead the next to be sure."""

_UNLIKELY = 0.3
"""Below it a file is nothing that is known."""

_CODES = {
    SourceKind.MUNICIPALITIES: (101, 860),
    SourceKind.PARISHES: (7000, 9999),
    SourceKind.POSTAL_AREAS: (555, 9990),
}


def recognise(paths: Sequence[Path], remembered: Remembered | None = None) -> tuple[Source, ...]:
    """Return what each file is, one source for each sheet or layer that is something.

    Files that cannot be read come back with their `problem`. Those that belong to another
    (the .dbf beside a .shp) are passed over.
    """
    shapefiles = {path.with_suffix("") for path in paths if path.suffix.casefold() == ".shp"}
    found: list[Source] = []
    for path in paths:
        is_sidecar = path.suffix.casefold() in _SIDECARS and path.with_suffix("") in shapefiles
        if not is_sidecar:
            found.extend(_of_file(path, remembered or {}))
    return tuple(found)


def recognise_as(path: Path, kind: SourceKind) -> Source:
    """Return the part of a file that is most like a kind, taken to be that kind.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    parts = parts_of(path)
    taken = [_matched(part, kind) for part in parts]
    best = max(range(len(parts)), key=lambda i: (_likeness(parts[i], kind), -i))
    return taken[best]


def _of_file(path: Path, remembered: Remembered) -> Iterator[Source]:
    try:
        parts = parts_of(path)
    except InputError as error:
        layout = Layout(format_of(path))
        yield Source(path, layout, problem=error.text)
        return
    for part in parts:
        match = remembered.get(part.key)
        yield _likeliest(part) if match is None else part.remembering(match)


def _likeliest(part: Source) -> Source:
    """Return the part taken to be the likeliest kind, with how sure that is."""
    if part.layout.format is Format.ROADS:
        return part
    kinds = [kind for kind in SourceKind if kind not in (SourceKind.ROADS, SourceKind.UNKNOWN)]
    scores = sorted(((_likeness(part, kind), -i, kind) for i, kind in enumerate(kinds)))[::-1]
    (best, _, kind), (second, _, _) = scores[:2]
    if best < _UNLIKELY:
        return part
    taken = _matched(part, kind)
    if not taken.is_complete:
        sureness = 0.3
    elif best - second < _LEAD or _is_guessed(part, kind):
        sureness = 0.7
    else:
        sureness = 1.0
    return replace(taken, sureness=sureness)


def _matched(part: Source, kind: SourceKind) -> Source:
    if part.layout.format is Format.ROADS:
        return part
    return part.with_kind(kind)


def _is_guessed(part: Source, kind: SourceKind) -> bool:
    """Return whether a needed column is known only by likeness or content."""
    proposal = _proposal(part, kind)
    guessed = {*proposal.by_likeness, *proposal.by_content}
    return any(guessed & {f for group in need for f in group} for need in NEEDS[kind])


def _proposal(part: Source, kind: SourceKind) -> Proposal:
    return propose(part.headings, part.preview, WORDS[kind])


def _likeness(part: Source, kind: SourceKind) -> float:
    """Return how much a part is like a kind: complete, columns used, codes, name."""
    is_area = part.layout.geometry == "polygon"
    if (kind in AREA_KINDS) != is_area and not (is_area and kind is SourceKind.SQUARES):
        return 0.0
    proposal = _proposal(part, kind)
    own = [h for h in part.headings if h not in (GEOMETRY_E, GEOMETRY_N)]
    used = [h for h in proposal.columns.values() if h in own]
    score = len(used) / len(own) if own else 0.0
    if kind is SourceKind.LAND:
        score = _UNLIKELY
    elif all(is_met(need, proposal.columns) for need in NEEDS[kind]):
        score += _COMPLETE
    elif kind is SourceKind.REGISTER and _is_register_but_for_capacities(part, proposal):
        score += _NEARLY_COMPLETE
    score += _hint(part, kind)
    if kind in _CODES and "code" in proposal.columns:
        score += _CODES_FIT if _codes_fit(part, kind, proposal.columns["code"]) else -_CODES_FIT
    return score


def _is_register_but_for_capacities(part: Source, proposal: Proposal) -> bool:
    """Return whether each row is a practice with an address of its own.

    Such a file is complete as a file of addresses, and one with lists as lists by postal code;
    but addresses have no provider numbers, and lists name each of them more than once.
    """
    told = proposal.columns
    number = told.get("provider_number")
    if number is None or "provider_number" in proposal.by_content:
        return False
    has_place = ("e" in told and "n" in told) or not _ADDRESSED.isdisjoint(told)
    at = part.headings.index(number)
    numbers = [row[at] for row in part.preview]
    return has_place and len(set(numbers)) == len(numbers)


def _hint(part: Source, kind: SourceKind) -> float:
    name = plain(f"{part.path.stem} {part.layout.part}")
    return _HINT if any(word in name for word in _HINTS.get(kind, ())) else 0.0


def _codes_fit(part: Source, kind: SourceKind, heading: str) -> bool:
    low, high = _CODES[kind]
    at = part.headings.index(heading)
    codes = [row[at] for row in part.preview]
    return bool(codes) and all(code.isdigit() and low <= int(code) <= high for code in codes)


def problem_of(source: Source) -> Text | None:
    """Return what is to be done before a source can be taken in; None where nothing is."""
    if source.problem is not None:
        return source.problem
    if source.kind is SourceKind.UNKNOWN:
        return Text(
            "Filen er ikke genkendt. Vælg, hvad den er, eller tag den ud.",
            "The file was not recognised. Choose what it is, or take it out.",
        )
    missing = [choice for choice in source.fields() if choice.is_needed and choice.heading is None]
    if source.is_complete or not missing:
        return None
    wanted_da = ", ".join(choice.title.da for choice in missing)
    wanted_en = ", ".join(choice.title.en for choice in missing)
    return Text(
        f"Der mangler en kolonne til: {wanted_da}. Vælg den, eller føj den til filen.",
        f"A column is missing for: {wanted_en}. Choose it, or add it to the file.",
    )
