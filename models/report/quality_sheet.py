"""The quality report as a spreadsheet: what to correct, row by row, and what was counted."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.domain.errors import InputError, ProjectError
from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from models.domain.text import Language, Text

KIND_NAMES: Mapping[FindingKind, Text] = MappingProxyType(
    {
        FindingKind.REFUSED: Text("Afvist", "Refused"),
        FindingKind.REPAIRED: Text("Rettet", "Repaired"),
        FindingKind.ESTIMATED: Text("Skønnet", "Estimated"),
        FindingKind.JOINED: Text("Lagt sammen", "Joined"),
        FindingKind.READ: Text("Læst", "Read"),
    }
)
_SEVERITIES: Mapping[Severity, tuple[Text, str]] = MappingProxyType(
    {
        Severity.ERROR: (Text("Fejl", "Error"), "#C0392B"),
        Severity.WARNING: (Text("Bør ses efter", "To be looked at"), "#9A6700"),
        Severity.INFO: (Text("Til orientering", "For information"), "#57606A"),
    }
)
BALANCE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "persons": Text("Personer", "Persons"),
        "practices": Text("Praksis", "Practices"),
        "capacities": Text("Kapaciteter", "Capacities"),
        "listed": Text("Tilmeldte", "Listed patients"),
    }
)
_COLUMNS: Sequence[tuple[Text, float]] = (
    (Text("Hvad", "What"), 12),
    (Text("Vægt", "Weight"), 15),
    (Text("Fil", "File"), 34),
    (Text("Række", "Row"), 8),
    (Text("Kolonne", "Column"), 24),
    (Text("Værdi", "Value"), 24),
    (Text("Besked", "Message"), 90),
    (Text("Øst (UTM 32)", "Easting (UTM 32)"), 14),
    (Text("Nord (UTM 32)", "Northing (UTM 32)"), 14),
)
_LONGEST = 32_000
"""Letters that a cell can hold, a little less."""


def write_quality_sheet(
    path: Path, project: str, region: str, report: QualityReport, language: Language = "da"
) -> None:
    """Write the report as an .xlsx file; a file of that name is replaced when it is whole.

    The first sheet has the totals before and after, the second every finding, the gravest
    first, with a filter over its columns.

    Raises
    ------
    InputError
        When the name does not end in .xlsx: another file would be replaced by mistake.
    ProjectError
        When the file cannot be written.
    """
    import xlsxwriter

    if path.suffix.casefold() != ".xlsx":
        raise InputError(
            f"»{path.name}« skal ende på .xlsx.", f"“{path.name}” has to end in .xlsx."
        )

    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        workbook = xlsxwriter.Workbook(str(draft), {"strings_to_formulas": False,
                                                    "strings_to_urls": False})  # fmt: skip
        _overview(workbook, project, region, report, language)
        _findings(workbook, report.findings, language)
        workbook.close()
        os.replace(draft, path)  # noqa: PTH105  (Path.replace hides the system's own reason)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _overview(
    workbook: Any, project: str, region: str, report: QualityReport, language: Language
) -> None:
    sheet = workbook.add_worksheet(Text("Oversigt", "Overview").in_language(language))
    title = workbook.add_format({"bold": True, "font_size": 14})
    head = _head(workbook)
    number = workbook.add_format({"num_format": "#,##0.##"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 16)
    sheet.write_string(0, 0, Text("Kontrol af data", "Data check").in_language(language), title)
    sheet.write_string(1, 0, f"{project}: {region}")
    headings = (
        Text("Før og efter", "Before and after"),
        Text("I filerne", "In the files"),
        Text("Taget med", "Taken"),
        Text("Ikke med", "Left out"),
    )
    for column, text in enumerate(headings):
        sheet.write_string(3, column, text.in_language(language), head)
    row = 4
    for row, balance in enumerate(report.balances(), 4):
        sheet.write_string(row, 0, BALANCE_NAMES[balance.name].in_language(language))
        values = (balance.in_files, balance.taken, balance.in_files - balance.taken)
        for column, value in enumerate(values, 1):
            sheet.write_number(row, column, value, number)
    row += 2
    sheet.write_string(row, 0, Text("Fund", "Findings").in_language(language), head)
    sheet.write_string(row, 1, Text("Antal", "Number").in_language(language), head)
    for kind, name in KIND_NAMES.items():
        row += 1
        sheet.write_string(row, 0, name.in_language(language))
        sheet.write_number(row, 1, len(report.of_kind(kind)), number)


def _findings(workbook: Any, findings: Iterable[Finding], language: Language) -> None:
    sheet = workbook.add_worksheet(Text("Fund", "Findings").in_language(language))
    head, wrapped = _head(workbook), workbook.add_format({"text_wrap": True, "valign": "top"})
    top = workbook.add_format({"valign": "top"})
    whole = workbook.add_format({"valign": "top", "num_format": "0"})
    colours = {
        severity: workbook.add_format({"valign": "top", "font_color": colour})
        for severity, (_, colour) in _SEVERITIES.items()
    }
    for column, (text, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text.in_language(language), head)
    row = 0
    for row, finding in enumerate(_gravest_first(findings), 1):
        name, _ = _SEVERITIES[finding.severity]
        sheet.write_string(row, 0, KIND_NAMES[finding.kind].in_language(language), top)
        sheet.write_string(row, 1, name.in_language(language), colours[finding.severity])
        sheet.write_string(row, 2, finding.file, top)
        if finding.row is not None:
            sheet.write_number(row, 3, finding.row, whole)
        sheet.write_string(row, 4, finding.column, top)
        sheet.write_string(row, 5, finding.value[:_LONGEST], top)
        sheet.write_string(row, 6, finding.text.in_language(language)[:_LONGEST], wrapped)
        if finding.place is not None:
            sheet.write_number(row, 7, finding.place.e, whole)
            sheet.write_number(row, 8, finding.place.n, whole)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _head(workbook: Any) -> Any:
    return workbook.add_format({"bold": True, "bg_color": "#E8ECEF", "bottom": 1})


def _gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    severities, kinds = list(_SEVERITIES), list(KIND_NAMES)
    return sorted(findings, key=lambda f: (severities.index(f.severity), kinds.index(f.kind)))


def _cannot_write(path: Path, error: Exception) -> ProjectError:
    reason = getattr(error, "strerror", None) or str(error)
    return ProjectError(
        f"»{path}« kan ikke skrives ({reason}). Er filen åben i et andet program, så luk den, "
        "eller vælg et andet sted.",
        f"“{path}” cannot be written ({reason}). If it is open in another program, close it, or "
        "choose another place.",
    )
