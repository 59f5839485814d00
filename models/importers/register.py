"""Practice registers: each row becomes a practice, or is refused by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.domain.place import Place
from models.domain.practice import Form, Practice, ProviderNumber, Status
from models.domain.quality import FindingKind
from models.domain.text import Text, format_number
from models.geography.areas import Areas
from models.importers.addressed import Asked, Finder, no_finder
from models.importers.columns import REGISTER
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.numbers import Kind, Numbers, parse_numbers
from models.importers.placing import points_of
from models.importers.reading import Given, compare_totals, read_table
from models.importers.register_words import FORMS, NO_YES, STATUSES, YES_NO, by_beginning
from models.importers.tables import Table

_ADDRESS = ("address", "postcode", "town", "dar_id")
"""Fields that say where a practice is, other than coordinates."""

_WHOLE_FROM_0 = Text("et helt tal på 0 eller derover", "a whole number of 0 or more")
_FROM_0 = Text("et tal på 0 eller derover", "a number of 0 or more")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A practice with what the register says besides.

    Attributes
    ----------
    file : str
        The file it stands in.
    row : int
        The row it stands in.
    number_column, place_column : str
        The headings of its number and its coordinates, for sentences about them.
    practice : Practice
        Its intake is AUTOMATIC until `decide_intake` has seen the list.
    status : Status or None
        The intake the register tells, None where it tells none.
    listed : int or None
        The list size it tells.
    """

    file: str
    row: int
    number_column: str
    place_column: str
    practice: Practice
    status: Status | None
    listed: int | None


@dataclass(frozen=True)
class Register:
    """The rows that could be taken, in the order of the files.

    Attributes
    ----------
    file : str
        The file's name; several are parted by commas.
    rows : tuple of RegisterRow
    refused : frozenset of provider numbers
        Those that a row names which could not be taken.
    """

    file: str
    rows: tuple[RegisterRow, ...]
    refused: frozenset[ProviderNumber] = frozenset()


def read_register(
    given: Given,
    year: int,
    findings: Findings,
    finder: Finder | None = None,
    home: Areas | None = None,
) -> Register:
    """Return the practices of a register; `year` turns doctors' ages into years of birth.

    Rows without coordinates are looked for by `finder`; `home` is where most rows should lie. A
    provider number may stand there more than once: `settle_numbers` decides when it is known in
    which region each row lies.

    Raises
    ------
    InputError
        When the file cannot be read, or lacks provider number, coordinates or capacities.
    """
    table = read_table(given, SourceKind.REGISTER, findings)
    number_column = table.heading["provider_number"]
    reader = _RegisterReader(table, year, findings, finder or no_finder(), home)
    findings.count("practices", len(table) + table.n_broken)
    findings.count("capacities", reader.capacities_told)
    compare_totals(table, {"capacities": Kind.DECIMAL, "list": Kind.WHOLE}, findings)
    read = [reader.read(index) for index in range(len(table))]
    rows = [row for row in read if row is not None]
    numbers = table.texts(number_column)
    refused = {
        provider_number(number)
        for number, row in zip(numbers, read, strict=True)
        if number and row is None
    }
    _tell_what_was_read(table, number_column, rows, findings)
    reader.tell_found()
    return Register(table.file, tuple(rows), frozenset(refused))


def join_registers(registers: Sequence[Register]) -> Register:
    """Return several registers as one."""
    rows = tuple(row for register in registers for row in register.rows)
    refused = frozenset(number for register in registers for number in register.refused)
    return Register(", ".join(register.file for register in registers), rows, refused)


def provider_number(text: str) -> ProviderNumber:
    """Return a provider number with the leading zero that spreadsheets take away."""
    return text.zfill(6) if text.isdigit() and len(text) == 5 else text


def postal_code(text: str) -> str:
    """Return a postal code with the leading zero that spreadsheets take away."""
    return text.zfill(4) if text.isdigit() else text


def postal_codes(text: str) -> tuple[str, ...]:
    """Return the postal codes that a text names, each once, in its order."""
    return tuple(dict.fromkeys(code.zfill(4) for code in re.findall(r"\b\d{3,4}\b", text)))


class _RegisterReader:
    """Reads one register row by row; every column is turned into numbers only once."""

    def __init__(
        self,
        table: Table,
        year: int,
        findings: Findings,
        finder: Finder,
        home: Areas | None,
    ) -> None:
        self._finder = finder
        self._n_found = 0
        self._table = table
        self._heading = table.heading
        self._year = year
        self._findings = findings
        self._texts = {field: table.field(field) for field in REGISTER}
        self._numbers = {
            field: self._parsed(field, kind)
            for kind, fields in (
                (Kind.DECIMAL, ("capacities", "vacant")),
                (Kind.WHOLE, ("doctors", "list", "own_limit", "wished_list")),
            )
            for field in fields
        }
        self._points = points_of(table, findings, home)

    @property
    def capacities_told(self) -> float:
        """The sum of the column of capacities, rows that are refused included."""
        return float(np.nansum(self._numbers["capacities"].values))

    def read(self, index: int) -> RegisterRow | None:
        """Return the row's practice, None where it cannot be taken."""
        number = self._provider_number(index)
        place = self._place(index)
        capacities = self._required("capacities", index)
        if number is None or place is None or capacities is None:
            return None
        vacant = self._optional("vacant", index) or 0.0
        if vacant > capacities:
            wanted = Text(
                f"højst så mange ledige som kapaciteter ({capacities:g})",
                f"at most as many vacant as capacities ({capacities:g})",
            )
            self._refuse(index, "vacant", wanted)
            return None
        born = self._born(index)
        doctors = self._optional("doctors", index)
        own_limit = self._optional("own_limit", index)
        wished = self._optional("wished_list", index)
        listed = self._optional("list", index)
        practice = Practice(
            provider_number=number,
            name=self._texts["name"][index] or number,
            place=place,
            form=self._form(index, capacities),
            capacities=capacities,
            vacant=vacant,
            doctors=len(born) if doctors is None else int(doctors),
            doctors_born=born,
            own_limit=int(own_limit) if own_limit else None,
            postcodes=postal_codes(self._texts["postcodes"][index]),
            wished_list=None if wished is None else int(wished),
            owner=self._texts["owner"][index],
            address=self._texts["address"][index],
            postcode=postal_code(self._texts["postcode"][index]),
            town=self._texts["town"][index],
        )
        whole = None if listed is None else int(listed)
        row, file = self._table.rows[index], self._table.file
        columns = self._heading["provider_number"], self._points.column
        return RegisterRow(file, row, *columns, practice, self._status(index), whole)

    def _parsed(self, field: str, kind: Kind) -> Numbers:
        heading = self._heading.get(field)
        if heading is None:
            nothing = np.full(len(self._table), np.nan)
            return Numbers(nothing, np.zeros(len(self._table), dtype=np.bool_))
        return parse_numbers(self._table.columns[heading], kind)

    def _provider_number(self, index: int) -> str | None:
        number = self._texts["provider_number"][index]
        if not number:
            self._refuse(index, "provider_number", Text("et ydernummer", "a provider number"))
            return None
        return provider_number(number)

    def _place(self, index: int) -> Place | None:
        place = Place(float(self._points.e[index]), float(self._points.n[index]))
        if place.e == place.e:
            return place
        found = self._finder.find(self._asked(index))
        if found is None:
            self._points.refuse(self._table, index, self._findings)
            return None
        if found.done is None:
            self._n_found += 1
            return found.place
        tell = self._findings.estimate_row if found.is_estimate else self._findings.repair_row
        field = next(f for f in _ADDRESS if f in self._heading)
        row, column, value = self._cell(index, field)
        tell(self._table.file, row, column, value, found.done, found.place)
        return found.place

    def _asked(self, index: int) -> Asked:
        address, postcode, town, dar_id = (self._texts[field][index] for field in _ADDRESS)
        return Asked(dar_id, address, postal_code(postcode), town)

    def tell_found(self) -> None:
        """Say how many rows were found in the address file as they stand there."""
        if self._n_found:
            text = Text(
                f"{self._n_found} praksis uden koordinater er fundet i adressefilen.",
                f"{self._n_found} practices without coordinates were found in the address file.",
            )
            self._findings.tell(FindingKind.JOINED, text, self._table.file)

    def _required(self, field: str, index: int) -> float | None:
        value = self._numbers[field].values[index]
        if value >= 0:
            return float(value)
        self._refuse(index, field, _FROM_0)
        return None

    def _optional(self, field: str, index: int) -> float | None:
        """Return a number or None; what is no number of 0 or more is named and left out."""
        numbers = self._numbers[field]
        value = numbers.values[index]
        if value >= 0:
            return float(value)
        if numbers.is_bad[index] or value < 0:
            wanted = _FROM_0 if field == "vacant" else _WHOLE_FROM_0
            self._drop(index, field, wanted)
        return None

    def _born(self, index: int) -> tuple[int, ...]:
        """Return years of birth; a number below 100 is an age."""
        born = []
        for text in re.findall(r"\d+", self._texts["doctors_born"][index]):
            year = int(text) if len(text) == 4 else self._year - int(text[:4])
            if not 18 <= self._year - year <= 100:
                self._drop(index, "doctors_born", Text("fødselsår", "years of birth"))
                return ()
            born.append(year)
        return tuple(born)

    def _form(self, index: int, capacities: float) -> Form:
        text = self._texts["form"][index]
        form = by_beginning(text, FORMS)
        if form is not None:
            return form
        guess = Form.SOLO if capacities <= 1 else Form.PARTNERSHIP
        if text:
            words = Text("en praksisform, der kendes", "a form of practice that is known")
            self._drop(index, "form", words)
        return guess

    def _status(self, index: int) -> Status | None:
        for field, words in (
            ("intake", STATUSES),
            ("is_closed", YES_NO),
            ("is_open", NO_YES),
        ):
            text = self._texts[field][index]
            status = by_beginning(text, words)
            if status is not None:
                return status
            if text:
                wanted = Text("åben, selektivt lukket eller lukket", "open, selective or closed")
                self._drop(index, field, wanted)
        return None

    def _refuse(self, index: int, field: str, wanted: Text) -> None:
        row, column, value = self._cell(index, field)
        self._findings.refuse_row(self._table.file, row, column, value, wanted)

    def _drop(self, index: int, field: str, wanted: Text) -> None:
        row, column, value = self._cell(index, field)
        self._findings.drop_value(self._table.file, row, column, value, wanted)

    def _cell(self, index: int, field: str) -> tuple[int, str, str]:
        return self._table.rows[index], self._heading[field], self._texts[field][index]


def _tell_what_was_read(
    table: Table, column: str, taken: Sequence[RegisterRow], findings: Findings
) -> None:
    text = Text(
        f"{format_number(len(taken))} af {format_number(len(table))} rækker er læst som praksis.",
        f"{format_number(len(taken), 'en')} of {format_number(len(table), 'en')} rows were read as "
        "practices.",
    )
    findings.tell(FindingKind.READ, text, table.file)
    n_filled = sum(provider_number(number) != number for number in table.texts(column))
    if n_filled:
        text = Text(
            f"{n_filled} ydernumre havde mistet det første nul og har fået det igen.",
            f"{n_filled} provider numbers had lost their leading zero and got it back.",
        )
        findings.tell(FindingKind.REPAIRED, text, table.file)
