"""Lists of patients by parish, postal code or square, and practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from models.allocation.estimate import estimate_lists
from models.allocation.lists import ListCells, ListEntries, spread_lists
from models.domain.errors import InputError
from models.domain.practice import Practice, ProviderNumber
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.importers.doubles import base_number
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.numbers import Kind, parse_numbers
from models.importers.reading import Given, compare_totals, read_table
from models.importers.register import provider_number
from models.importers.tables import Table

NO_LISTS = Text(
    "Der er ingen lister. De tilmeldtes bopæl er et skøn ud fra afstand; praksissernes antal "
    "tilmeldte er registrets.",
    "There are no lists. Where listed patients live is an estimate from distance; the numbers "
    "of listed patients are the register's.",
)

_LISTED = Text("et helt tal på 0 eller derover", "a whole number of 0 or more")


def read_lists(
    files: Sequence[Given],
    practices: Sequence[Practice],
    squares: Squares,
    parishes: Areas,
    postal_areas: Areas,
    findings: Findings,
) -> ListCells:
    """Return the lists of one or more files, spread over the squares of each area they name.

    Rows whose practice or area is unknown are refused by name; rows with the same area and
    practice are added up. Persons beyond an area's inhabitants are left out and named.

    Raises
    ------
    InputError
        When a file cannot be read or lacks a column, or files go by different areas.
    """
    tables = [read_table(given, SourceKind.LISTS, findings) for given in files]
    kinds = {_kind_of(table) for table in tables}
    if len(kinds) > 1:
        raise _different_areas(tables)
    (kind,) = kinds
    position, area_of_square = _areas(kind, squares, parishes, postal_areas)
    n_areas = max(position.values(), default=-1) + 1
    numbers = _Numbers(practices, squares, area_of_square, n_areas)
    readers = [_ListReader(table, kind, findings) for table in tables]
    sums: dict[tuple[int, int], int] = {}
    first: dict[tuple[int, int], tuple[_ListReader, int]] = {}
    for reader in readers:
        for pair, (row, persons) in reader.entries(position, numbers).items():
            sums[pair] = sums.get(pair, 0) + persons
            first.setdefault(pair, (reader, row))
    pairs = np.array(list(sums), dtype=np.int32).reshape(-1, 2)
    persons_of = np.array(list(sums.values()), dtype=np.int32)
    entries = ListEntries(pairs[:, 0], pairs[:, 1], persons_of)
    cells = spread_lists(area_of_square, squares.persons, entries)
    where = list(first.values())
    for i in np.flatnonzero(cells.left_out).tolist():
        reader, row = where[i]
        reader.tell_left_out(row, int(cells.left_out[i]))
    return cells


def _kind_of(table: Table) -> str:
    return next(field for field in ("parish", "postcode", "square") if field in table.heading)


def _different_areas(tables: Sequence[Table]) -> InputError:
    names = ", ".join(f"»{table.file}«" for table in tables)
    return InputError(
        f"Listerne i {names} er ikke gjort op efter samme slags område. Brug lister, der alle er "
        "efter sogn, postnummer eller kvadrat.",
        f"The lists in {names} do not go by the same kind of area. Use lists that all go by "
        "parish, postal code or square.",
    )


def estimated_lists(
    practices: Sequence[Practice],
    listed: Mapping[ProviderNumber, int],
    squares: Squares,
    findings: Findings,
) -> ListCells:
    """Return lists estimated from their totals alone, said to be an estimate."""
    totals = [listed.get(practice.provider_number, 0) for practice in practices]
    findings.count("listed", sum(totals))
    cells = estimate_lists(
        np.column_stack([squares.e, squares.n]).astype(np.float64),
        squares.persons,
        np.array([practice.place for practice in practices], dtype=np.float64).reshape(-1, 2),
        np.array(totals, dtype=np.int32),
    )
    findings.tell(FindingKind.ESTIMATED, NO_LISTS, severity=Severity.WARNING)
    n_left_out = int(cells.left_out.sum())
    if n_left_out:
        text = Text(
            f"Registret har {format_number(n_left_out)} flere tilmeldte, end der er indbyggere. De "
            "er ikke taget med.",
            f"The register has {format_number(n_left_out, 'en')} more listed patients than there "
            "are inhabitants. They were left out.",
        )
        findings.tell(FindingKind.REFUSED, text, severity=Severity.ERROR)
    return cells


def _areas(
    kind: str, squares: Squares, parishes: Areas, postal_areas: Areas
) -> tuple[dict[str, int], np.ndarray]:
    """Return the position of each area code, and the area of each square."""
    if kind == "parish":
        return _codes_and_names(parishes), squares.parish
    if kind == "postcode":
        return _codes_and_names(postal_areas), squares.postal_area
    each_itself = np.arange(len(squares), dtype=np.int32)
    return {name: i for i, name in enumerate(squares.ids)}, each_itself


def _codes_and_names(areas: Areas) -> dict[str, int]:
    """Return the position of each code, and of each name that only one area has."""
    count = Counter(areas.names)
    by_name = {name: i for i, name in enumerate(areas.names) if count[name] == 1}
    return {**by_name, **areas.index_of_code}


class _Numbers:
    """Finds the practice that a list file means by a provider number.

    A number that several regions have stands in the lists without its region. A list file is
    one region's, so it means the practice that most of the areas it names lie nearest to.
    """

    def __init__(
        self, practices: Sequence[Practice], squares: Squares, area_of_square: np.ndarray, n: int
    ) -> None:
        self._position = {practice.provider_number: i for i, practice in enumerate(practices)}
        self._several: dict[ProviderNumber, list[int]] = {}
        for i, practice in enumerate(practices):
            base = base_number(practice.provider_number)
            if base != practice.provider_number:
                self._several.setdefault(base, []).append(i)
        self._places = np.array([practice.place for practice in practices]).reshape(-1, 2)
        self._centres = _centres(squares, area_of_square, n)
        self._meant: dict[ProviderNumber, int] = {}

    def weigh(self, numbers: Sequence[str], areas: Sequence[int]) -> None:
        """Take up a file: decide for each number with several practices which one it means."""
        areas_of: dict[str, list[int]] = {number: [] for number in self._several}
        for number, area in zip(numbers, areas, strict=True):
            if number in areas_of and area >= 0:
                areas_of[number].append(area)
        self._meant = {}
        for number, named in areas_of.items():
            candidates = self._several[number]
            steps = self._centres[named][:, None, :] - self._places[candidates][None, :, :]
            nearest = np.argmin(np.hypot(steps[..., 0], steps[..., 1]), axis=1)
            votes = np.bincount(nearest, minlength=len(candidates))
            self._meant[number] = candidates[int(np.argmax(votes))]

    def position(self, number: ProviderNumber) -> int:
        """Return the position of the practice a number means, -1 where there is none."""
        return self._meant.get(number, self._position.get(number, -1))


def _centres(squares: Squares, area_of_square: np.ndarray, n_areas: int) -> np.ndarray:
    """Return where the persons of each area live on average, shape (n_area, 2)."""
    known = area_of_square >= 0
    at, weight = area_of_square[known], squares.persons[known].astype(np.float64)
    total = np.maximum(np.bincount(at, weight, n_areas), 1.0)
    axes = (squares.e[known], squares.n[known])
    return np.stack([np.bincount(at, axis * weight, n_areas) / total for axis in axes], axis=1)


class _ListReader:
    """Turns the rows of a list file into entries, and names those it cannot."""

    def __init__(self, table: Table, kind: str, findings: Findings) -> None:
        self._table = table
        self._heading = table.heading
        self._kind = kind
        self._findings = findings

    def entries(
        self, position: Mapping[str, int], known: _Numbers
    ) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the first row and the persons of each pair of area and practice."""
        areas = self._area_codes()
        numbers = [provider_number(text) for text in self._table.field("provider_number")]
        known.weigh(numbers, [position.get(area, -1) for area in areas])
        listed = parse_numbers(self._table.columns[self._heading["listed"]], Kind.WHOLE).values
        self._findings.count("listed", int(np.nansum(np.maximum(listed, 0))))
        compare_totals(self._table, {"listed": Kind.WHOLE}, self._findings)
        sums: dict[tuple[int, int], int] = {}
        rows: dict[tuple[int, int], int] = {}
        n_again = 0
        for i, (area, number, persons) in enumerate(
            zip(areas, numbers, listed.tolist(), strict=True)
        ):
            pair = position.get(area, -1), known.position(number)
            if self._is_refused(i, pair, persons):
                continue
            n_again += pair in sums
            sums[pair] = sums.get(pair, 0) + int(persons)
            rows.setdefault(pair, i)
        self._tell_what_was_read(len(rows), sum(sums.values()), n_again)
        return {pair: (row, sums[pair]) for pair, row in rows.items()}

    def tell_left_out(self, index: int, n_persons: int) -> None:
        """Name an entry whose area has fewer inhabitants than are listed there."""
        column, value = self._cell("listed", index)
        done = Text(
            f"området har færre indbyggere, end der er tilmeldte; {format_number(n_persons)} af "
            f"»{value}« er ikke taget med.",
            f"the area has fewer inhabitants than listed patients; "
            f"{format_number(n_persons, 'en')} of “{value}” were left out.",
        )
        self._findings.repair_row(self._table.file, self._table.rows[index], column, value, done)

    def _area_codes(self) -> list[str]:
        codes = self._table.texts(self._heading[self._kind])
        if self._kind == "square":
            return codes
        return [code.zfill(4) if code.isdigit() else code for code in codes]

    def _is_refused(self, index: int, pair: tuple[int, int], persons: float) -> bool:
        area, practice = pair
        if not persons >= 0:
            self._refuse(index, "listed", _LISTED)
        elif practice < 0:
            wanted = Text("en praksis, der er med i projektet", "a practice of this project")
            self._refuse(index, "provider_number", wanted)
        elif area < 0:
            wanted = Text("et område i regionen", "an area of the region")
            self._refuse(index, self._kind, wanted)
        else:
            return False
        return True

    def _refuse(self, index: int, field: str, wanted: Text) -> None:
        column, value = self._cell(field, index)
        row = self._table.rows[index]
        self._findings.refuse_row(self._table.file, row, column, value, wanted)

    def _cell(self, field: str, index: int) -> tuple[str, str]:
        column = self._heading[field]
        return column, str(self._table.columns[column][index])

    def _tell_what_was_read(self, n_entries: int, n_listed: int, n_again: int) -> None:
        text = Text(
            f"{format_number(n_entries)} af {format_number(len(self._table))} rækker med i alt "
            f"{format_number(n_listed)} tilmeldte er læst.",
            f"{format_number(n_entries, 'en')} of {format_number(len(self._table), 'en')} rows "
            f"with {format_number(n_listed, 'en')} listed patients in all were read.",
        )
        self._findings.tell(FindingKind.READ, text, self._table.file)
        if n_again:
            text = Text(
                f"{n_again} rækker nævner samme område og praksis som en række før; de er lagt "
                "sammen.",
                f"{n_again} rows name the same area and practice as a row before; they were "
                "added up.",
            )
            self._findings.tell(FindingKind.JOINED, text, self._table.file, Severity.WARNING)
