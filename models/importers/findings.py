"""Collects what an import meets on its way, in sentences for the quality report."""

from __future__ import annotations

from models.domain.place import Place
from models.domain.quality import IN_FILES, Finding, FindingKind, QualityReport, Severity
from models.domain.text import Text

LEFT_OUT = Text("Rækken er ikke taget med.", "The row was left out.")
VALUE_LEFT_OUT = Text(
    "Værdien er ikke taget med; resten af rækken er.",
    "The value was left out; the rest of the row was taken.",
)


class Findings:
    """Grows while files are read; `report` freezes it.

    Attributes
    ----------
    totals : dict of name to number
        What ended up in the project, and what the files told.
    """

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self.totals: dict[str, float] = {}

    def report(self) -> QualityReport:
        """Return everything so far, frozen."""
        return QualityReport(tuple(self._found), dict(self.totals))

    def count(self, name: str, in_files: float) -> None:
        """Add what one file tells of a total, before anything is left out."""
        key = name + IN_FILES
        told = self.totals.get(key, 0) + in_files
        self.totals[key] = int(told) if float(told).is_integer() else told

    def tell(
        self,
        kind: FindingKind,
        text: Text,
        file: str = "",
        severity: Severity = Severity.INFO,
        place: Place | None = None,
    ) -> None:
        """Note something about a file as a whole, or about the data."""
        self._found.append(Finding(kind, severity, text, file, place=place))

    def refuse_row(
        self,
        file: str,
        row: int,
        column: str,
        value: str,
        expected: Text,
        place: Place | None = None,
    ) -> None:
        """Note that a row was left out because of one value."""
        text = _sentence(row, column, value, expected, LEFT_OUT)
        self._add_cell(FindingKind.REFUSED, Severity.ERROR, text, file, row, column, value, place)

    def drop_value(self, file: str, row: int, column: str, value: str, expected: Text) -> None:
        """Note that one value was left out and the rest of its row taken."""
        text = _sentence(row, column, value, expected, VALUE_LEFT_OUT)
        self._add_cell(FindingKind.REPAIRED, Severity.WARNING, text, file, row, column, value)

    def estimate_row(
        self, file: str, row: int, column: str, value: str, done: Text, place: Place
    ) -> None:
        """Note that something of a row is only an estimate; `done` is whole sentences."""
        text = _at(row, column, done)
        severity = Severity.WARNING
        self._add_cell(FindingKind.ESTIMATED, severity, text, file, row, column, value, place)

    def repair_row(
        self, file: str, row: int, column: str, value: str, done: Text, place: Place | None = None
    ) -> None:
        """Note what was done to a row so that it could be taken; `done` is whole sentences."""
        text = _at(row, column, done)
        severity = Severity.WARNING
        self._add_cell(FindingKind.REPAIRED, severity, text, file, row, column, value, place)

    def _add_cell(
        self,
        kind: FindingKind,
        severity: Severity,
        text: Text,
        file: str,
        row: int,
        column: str,
        value: str,
        place: Place | None = None,
    ) -> None:
        self._found.append(Finding(kind, severity, text, file, row, column, value, place))


def _at(row: int, column: str, done: Text) -> Text:
    return Text(
        f"Række {row}, kolonne {column}: {done.da}", f"Row {row}, column {column}: {done.en}"
    )


def _sentence(row: int, column: str, value: str, expected: Text, outcome: Text) -> Text:
    found_da = f"fandt »{value}«" if value else "men feltet er tomt"
    found_en = f"found “{value}”" if value else "but the field is empty"
    return Text(
        f"Række {row}, kolonne {column}: forventede {expected.da}, {found_da}. {outcome.da}",
        f"Row {row}, column {column}: expected {expected.en}, {found_en}. {outcome.en}",
    )
