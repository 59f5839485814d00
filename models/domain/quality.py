"""The quality report: what an import read, joined, estimated, repaired and refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.domain.place import Place
from models.domain.text import Text


class FindingKind(StrEnum):
    """What was done with the data that a finding speaks of."""

    READ = "read"
    JOINED = "joined"
    ESTIMATED = "estimated"
    REPAIRED = "repaired"
    REFUSED = "refused"


class Severity(StrEnum):
    """How much a finding matters to whoever relies on the figures."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth knowing about the imported data.

    Attributes
    ----------
    kind : FindingKind
    severity : Severity
    text : Text
        Whole sentences: what was expected, what came, and what was done.
    file : str
        Name of the file without its folder; empty where it concerns none.
    row : int or None
        As a spreadsheet counts: the header is row 1. For map layers the first area is row 1.
    column, value : str
        The column's heading as it stands in the file and the value that was found there.
    place : Place or None
        Where it is on the map, EPSG:25832, metres.
    """

    kind: FindingKind
    severity: Severity
    text: Text
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    place: Place | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain JSON values."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "text": self.text._asdict(),
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "place": None if self.place is None else [self.place.e, self.place.n],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Finding:
        """Return the finding that `to_json` wrote."""
        place = values["place"]
        return cls(
            kind=FindingKind(values["kind"]),
            severity=Severity(values["severity"]),
            text=Text(**values["text"]),
            file=values["file"],
            row=values["row"],
            column=values["column"],
            value=values["value"],
            place=None if place is None else Place(*place),
        )


IN_FILES = "_in_files"
"""Behind a total's name: what the files told, before anything was left out."""

BALANCED = ("persons", "practices", "capacities", "listed")
"""Totals that are told before and after."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the files told of something, and what of it came into the project.

    Attributes
    ----------
    name : str
        One of `BALANCED`.
    in_files, taken : float
    """

    name: str
    in_files: float
    taken: float


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What was read, joined, estimated, repaired and refused when a project was made.

    Attributes
    ----------
    findings : tuple of Finding
        In the order in which the import met them.
    totals : mapping of name to number
        What ended up in the project: `persons`, `practices`, `listed`, `squares` and so on;
        with `IN_FILES` behind the name, what the files told.
    """

    findings: tuple[Finding, ...] = ()
    totals: Mapping[str, float] = field(default_factory=dict)

    def of_kind(self, kind: FindingKind) -> tuple[Finding, ...]:
        """Return the findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    def balances(self) -> tuple[Balance, ...]:
        """Return what the files told beside what was taken, as far as the report has both."""
        return tuple(
            Balance(name, self.totals[name + IN_FILES], self.totals[name])
            for name in BALANCED
            if name in self.totals and name + IN_FILES in self.totals
        )

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "totals": dict(self.totals),
            "findings": [finding.to_json() for finding in self.findings],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> QualityReport:
        """Return the report that `to_json` wrote."""
        findings = tuple(Finding.from_json(finding) for finding in values["findings"])
        return cls(findings, dict(values["totals"]))
