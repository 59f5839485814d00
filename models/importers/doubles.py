"""Practices that stand there twice: by provider number, or by name and place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.domain.practice import ProviderNumber
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text
from models.importers.findings import Findings
from models.importers.register import Register, RegisterRow

SEPARATOR = "/"
"""Between a provider number and the region that tells it from its double."""

SAME_PLACE_M = 25.0
"""Two rows nearer than this stand at one address."""


def settle_numbers(
    register: Register, region_of: Callable[[RegisterRow], str], findings: Findings
) -> Register:
    """Return the register with every provider number only once.

    Of rows with one number in one region the first stays and the others are refused. Where a
    number stands in several regions, as happens when their registers are put together, each
    practice is kept and its number gets the region behind it, which is named.
    """
    rows_of: dict[ProviderNumber, list[RegisterRow]] = {}
    for row in register.rows:
        rows_of.setdefault(row.practice.provider_number, []).append(row)
    settled: dict[int, RegisterRow] = {}
    for number, rows in rows_of.items():
        kept = _first_of_each_region(rows, region_of, findings)
        regions = list(kept)
        for region, row in kept.items():
            settled[id(row)] = row if len(kept) == 1 else _qualified(row, number, region)
        if len(kept) > 1:
            _tell_qualified(number, regions, list(kept.values()), findings)
    taken = tuple(settled[id(row)] for row in register.rows if id(row) in settled)
    return replace(register, rows=taken)


def base_number(number: ProviderNumber) -> ProviderNumber:
    """Return a provider number as its register has it."""
    return number.partition(SEPARATOR)[0]


def tell_same_places(register: Register, findings: Findings) -> None:
    """Name practices of one name at one address under different numbers."""
    by_name: dict[str, list[RegisterRow]] = {}
    for row in register.rows:
        by_name.setdefault(row.practice.name.casefold(), []).append(row)
    for rows in by_name.values():
        for at, row in enumerate(rows):
            twin = next((other for other in rows[:at] if _is_near(row, other)), None)
            if twin is not None:
                _tell_twin(row, twin, findings)


def _first_of_each_region(
    rows: Sequence[RegisterRow], region_of: Callable[[RegisterRow], str], findings: Findings
) -> dict[str, RegisterRow]:
    kept: dict[str, RegisterRow] = {}
    if len(rows) == 1:
        return {"": rows[0]}
    for row in rows:
        first = kept.setdefault(region_of(row), row)
        if first is not row:
            _refuse_double(row, first, findings)
    return kept


def _refuse_double(row: RegisterRow, first: RegisterRow, findings: Findings) -> None:
    where = Text(f"række {first.row}", f"row {first.row}")
    if first.file != row.file:
        where = Text(f"række {first.row} i {first.file}", f"row {first.row} of {first.file}")
    wanted = Text(
        f"et ydernummer, der ikke står før (det står i {where.da})",
        f"a provider number not seen before (it stands in {where.en})",
    )
    number = row.practice.provider_number
    findings.refuse_row(row.file, row.row, row.number_column, number, wanted, row.practice.place)


def _qualified(row: RegisterRow, number: ProviderNumber, region: str) -> RegisterRow:
    short = region.removeprefix("Region ")
    practice = replace(row.practice, provider_number=f"{number}{SEPARATOR}{short}")
    return replace(row, practice=practice)


def _tell_qualified(
    number: ProviderNumber,
    regions: Sequence[str],
    rows: Sequence[RegisterRow],
    findings: Findings,
) -> None:
    names = ", ".join(
        f"{row.practice.name} ({region})" for row, region in zip(rows, regions, strict=True)
    )
    first = rows[0]
    done = Text(
        f"ydernummeret findes i flere regioner: {names}. De er hver sin praksis, og regionen er "
        "skrevet bag nummeret.",
        f"the provider number is found in several regions: {names}. Each is a practice of its "
        "own, and the region was written behind the number.",
    )
    place = first.practice.place
    findings.repair_row(first.file, first.row, first.number_column, number, done, place)


def _is_near(row: RegisterRow, other: RegisterRow) -> bool:
    a, b = row.practice.place, other.practice.place
    return (a.e - b.e) ** 2 + (a.n - b.n) ** 2 <= SAME_PLACE_M**2


def _tell_twin(row: RegisterRow, twin: RegisterRow, findings: Findings) -> None:
    number, other = row.practice.provider_number, twin.practice.provider_number
    text = Text(
        f"Række {row.row}, {row.practice.name} ({number}): samme navn og sted som {other} i række "
        f"{twin.row}. Se efter, om det er den samme praksis. Begge er taget med.",
        f"Row {row.row}, {row.practice.name} ({number}): same name and place as {other} in row "
        f"{twin.row}. See whether it is the same practice. Both were taken.",
    )
    findings.tell(FindingKind.READ, text, row.file, Severity.WARNING, row.practice.place)
