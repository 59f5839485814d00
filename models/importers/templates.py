"""Empty tables for a data office to fill in, with what is to stand in each column."""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.domain.errors import InputError
from models.domain.text import Language, Text


class Column(NamedTuple):
    """A column of a template.

    Attributes
    ----------
    heading : Text
        A word by which the importers know the column.
    what : Text
        What is to stand in it, in whole sentences.
    example : Text
    is_needed : bool
        Whether a row without it cannot be taken.
    is_code : bool
        Whether it holds a code with leading zeros, which a spreadsheet must not take for a number.
    choices : tuple of Text
        The words to choose among; empty where anything may stand.
    """

    heading: Text
    what: Text
    example: Text
    is_needed: bool = False
    is_code: bool = False
    choices: tuple[Text, ...] = ()


class Template(NamedTuple):
    """A table to be filled in.

    Attributes
    ----------
    file : Text
        Its file's name without an ending.
    title : Text
    purpose : Text
        What the table is for, and what one row is.
    columns : tuple of Column
    """

    file: Text
    title: Text
    purpose: Text
    columns: tuple[Column, ...]


def _same(text: str) -> Text:
    return Text(text, text)


_EASTING = Text(
    "Øst-koordinat i meter i UTM zone 32 (EPSG:25832). Længdegrad med komma kan også bruges.",
    "Easting in metres in UTM zone 32 (EPSG:25832). A longitude in degrees can be used as well.",
)
_NORTHING = Text(
    "Nord-koordinat i meter i UTM zone 32 (EPSG:25832). Breddegrad med komma kan også bruges.",
    "Northing in metres in UTM zone 32 (EPSG:25832). A latitude in degrees can be used as well.",
)

REGISTER = Template(
    Text("praksisregister", "practice register"),
    Text("Praksisregister", "Practice register"),
    Text(
        "Én række for hver praksis (ydernummer) i regionen.",
        "One row for each practice (provider number) of the region.",
    ),
    (
        Column(
            Text("Ydernr", "Provider number"),
            Text(
                "Praksissens ydernummer, seks cifre. Hvert nummer må kun stå én gang.",
                "The practice's provider number, six digits. Each number stands once only.",
            ),
            _same("051912"),
            is_needed=True,
            is_code=True,
        ),
        Column(
            Text("Praksisnavn", "Practice name"),
            Text("Navnet, som det skal stå på kortet.", "The name as it is to stand on the map."),
            Text("Lægehuset Knebel", "Knebel Medical Centre"),
        ),
        Column(
            Text("Adresse", "Address"),
            Text("Vejnavn og husnummer.", "Street and house number."),
            _same("Molsvej 12"),
        ),
        Column(
            Text("Postnr", "Postcode"),
            Text("Fire cifre.", "Four digits."),
            _same("8420"),
            is_code=True,
        ),
        Column(Text("By", "Town"), Text("Postdistrikt.", "Postal town."), _same("Knebel")),
        Column(Text("X", "Easting"), _EASTING, _same("592310"), is_needed=True),
        Column(Text("Y", "Northing"), _NORTHING, _same("6230870"), is_needed=True),
        Column(
            Text("Praksisform", "Practice form"),
            Text("Vælg en af formerne.", "Choose one of the forms."),
            Text("Kompagniskabspraksis", "Partnership"),
            choices=(
                Text("Enkeltmandspraksis", "Solo practice"),
                Text("Kompagniskabspraksis", "Partnership"),
                Text("Samarbejdspraksis", "Collaborative practice"),
                Text("Delepraksis", "Shared post"),
                Text("Udbudsklinik", "Tender clinic"),
                Text("Regionsklinik", "Regional clinic"),
                Text("Licensklinik", "Licence clinic"),
            ),
        ),
        Column(
            Text("Kapaciteter", "Capacities"),
            Text(
                "Antal lægekapaciteter, besatte og ledige tilsammen. 1,5 er halvanden.",
                "Number of full-time posts, occupied and vacant together.",
            ),
            _same("3"),
            is_needed=True,
        ),
        Column(
            Text("Heraf ledige", "Vacant"),
            Text(
                "Hvor mange af kapaciteterne der ikke er besat. Tomt betyder ingen.",
                "How many of the capacities nobody holds. Empty means none.",
            ),
            _same("1"),
        ),
        Column(
            Text("Antal læger", "Number of doctors"),
            Text("Læger, der arbejder i praksis.", "Doctors who work in the practice."),
            _same("2"),
        ),
        Column(
            Text("Lægers fødselsår", "Years of birth"),
            Text(
                "Lægernes fødselsår i samme felt med mellemrum imellem. Alder kan også bruges.",
                "The doctors' years of birth in one field, blanks between. Ages can be used too.",
            ),
            _same("1964 1981"),
        ),
        Column(
            Text("Tilmeldte", "Listed patients"),
            Text(
                "Antal tilmeldte (gruppe 1) på opgørelsesdagen.",
                "Number of listed patients (group 1) on the day of the extract.",
            ),
            _same("4012"),
        ),
        Column(
            Text("Lukkegrænse pr. kapacitet", "Closing limit per capacity"),
            Text(
                "Kun hvis praksis har sin egen lukkegrænse. Tomt betyder normtallet.",
                "Only where the practice has a limit of its own. Empty means the norm.",
            ),
            _same("1800"),
        ),
        Column(
            Text("Tilgang", "Intake"),
            Text("Om nye patienter kan tilmeldes.", "Whether new patients may register."),
            Text("Åben", "Open"),
            choices=(
                Text("Åben", "Open"),
                Text("Selektivt lukket", "Selectively closed"),
                Text("Lukket", "Closed"),
            ),
        ),
        Column(
            Text("Åben for postnumre", "Open for postcodes"),
            Text(
                "Kun ved selektivt lukket: de postnumre, der kan tilmeldes fra.",
                "Only where selectively closed: the postal codes that may register.",
            ),
            _same("8420 8400"),
            is_code=True,
        ),
        Column(
            Text("Ønsket patienttal", "Wished list"),
            Text(
                "Svaret i lægedækningshøringen: hvor mange patienter praksis ønsker i alt.",
                "The answer of the coverage hearing: how many patients the practice wants in all.",
            ),
            _same("4800"),
        ),
    ),
)

LISTS = Template(
    Text("tilmeldte", "listed patients"),
    Text("Tilmeldte efter sogn og praksis", "Listed patients by parish and practice"),
    Text(
        "Én række for hvert sogn og hver praksis, der har tilmeldte fra sognet. Uden denne tabel "
        "skønnes de tilmeldtes bopæl ud fra afstand.",
        "One row for each parish and practice with listed patients from there. Without this table "
        "where listed patients live is estimated from distance.",
    ),
    (
        Column(
            Text("Sognekode", "Parish code"),
            Text("Sognets firecifrede kode.", "The parish's code of four digits."),
            _same("8211"),
            is_needed=True,
            is_code=True,
        ),
        REGISTER.columns[0]._replace(
            what=Text(
                "Ydernummeret, som det står i praksisregistret.",
                "The provider number as it stands in the practice register.",
            )
        ),
        Column(
            Text("Tilmeldte", "Listed patients"),
            Text("Antal tilmeldte.", "Number of listed patients."),
            _same("312"),
            is_needed=True,
        ),
    ),
)

SQUARES = Template(
    Text("kvadrater", "squares"),
    Text("Indbyggere i kvadrater", "Inhabitants by square"),
    Text(
        "Én række for hvert beboet kvadrat på 100, 250, 500 eller 1.000 m. Adressepunkter kan "
        "leveres på samme måde.",
        "One row for each inhabited square of 100, 250, 500 or 1,000 m. Address points can be "
        "given in the same way.",
    ),
    (
        Column(
            Text("Celle", "Cell"),
            Text("Kvadratets navn, for eksempel fra Det Danske Kvadratnet.", "The square's name."),
            _same("250m_62308_5923"),
            is_needed=True,
        ),
        Column(
            Text("X", "Easting"),
            Text(
                "Øst-koordinat for kvadratets midte i meter i UTM zone 32 (EPSG:25832).",
                "Easting of the square's centre in metres in UTM zone 32 (EPSG:25832).",
            ),
            _same("592375"),
            is_needed=True,
        ),
        Column(
            Text("Y", "Northing"),
            Text(
                "Nord-koordinat for kvadratets midte i meter i UTM zone 32 (EPSG:25832).",
                "Northing of the square's centre in metres in UTM zone 32 (EPSG:25832).",
            ),
            _same("6230875"),
            is_needed=True,
        ),
        *(
            Column(
                Text(f"{ages} år", f"Age {ages_en}"),
                Text("Personer i aldersgruppen.", "Persons of this age."),
                _same(example),
            )
            for ages, ages_en, example in (
                ("0-19", "0-19", "9"),
                ("20-39", "20-39", "7"),
                ("40-59", "40-59", "12"),
                ("60-79", "60-79", "11"),
                ("80+", "80+", "3"),
            )
        ),
        Column(
            Text("Personer", "Persons"),
            Text(
                "Personer i alt. Er aldersgrupperne udfyldt, skal summen passe.",
                "Persons in all. Where the ages are filled in, their sum must agree.",
            ),
            _same("42"),
            is_needed=True,
        ),
        Column(
            Text("Sognekode", "Parish code"),
            Text(
                "Sognet, som kvadratet ligger i. Tomt: findes ud fra stedet.",
                "The parish that the square lies in. Empty: found from the place.",
            ),
            _same("8211"),
            is_code=True,
        ),
    ),
)

TEMPLATES = (REGISTER, LISTS, SQUARES)

_GUIDE = Text("Forklaring", "Explanation")
_GUIDE_FILE = Text("læs mig først.txt", "read me first.txt")
_COLUMN, _NEEDED = Text("Kolonne", "Column"), Text("Skal udfyldes", "Needed")
_WHAT, _EXAMPLE = Text("Hvad der skal stå", "What is to stand there"), Text("Eksempel", "Example")
_YES = Text("ja", "yes")


def write_templates(folder: Path, language: Language) -> tuple[Path, ...]:
    """Write each template as a workbook and as CSV, and a text that explains them.

    Raises
    ------
    InputError
        When one of the files is there already, or the folder cannot be written to. Nothing is
        written then.
    """
    contents = {
        folder / name: data
        for template in TEMPLATES
        for name, data in (
            (f"{template.file.in_language(language)}.xlsx", _workbook(template, language)),
            (f"{template.file.in_language(language)}.csv", _text_table(template, language)),
        )
    }
    contents[folder / _GUIDE_FILE.in_language(language)] = _guide(language)
    for path in contents:
        if path.exists():
            raise InputError(
                f"Der ligger allerede en fil »{path.name}« i »{folder}«. Vælg en anden mappe.",
                f"There is already a file “{path.name}” in “{folder}”. Choose another folder.",
            )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in contents.items():
            written.append(path)
            path.write_bytes(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise _cannot_be_written(folder, error) from error
    return tuple(contents)


def _cannot_be_written(folder: Path, error: OSError) -> InputError:
    is_full = error.errno == errno.ENOSPC
    da = "der er ikke plads på disken" if is_full else "mappen kan ikke skrives i"
    en = "the disk is full" if is_full else "the folder cannot be written to"
    return InputError(
        f"Skabelonerne kan ikke gemmes i »{folder}«: {da}. Vælg en anden mappe.",
        f"The templates cannot be saved in “{folder}”: {en}. Choose another folder.",
    )


def _text_table(template: Template, language: Language) -> bytes:
    """Return the headings as CSV with semicolons, and the mark by which Excel knows UTF-8."""
    lines = io.StringIO()
    headings = [column.heading.in_language(language) for column in template.columns]
    csv.writer(lines, delimiter=";", lineterminator="\r\n").writerow(headings)
    return lines.getvalue().encode("utf-8-sig")


def _guide(language: Language) -> bytes:
    lines: list[str] = []
    for template in TEMPLATES:
        title = template.title.in_language(language)
        name = template.file.in_language(language)
        lines += [f"{title} ({name}.xlsx, {name}.csv)", ""]
        lines += [template.purpose.in_language(language), ""]
        for heading, needed, what, example in _rows(template, language):
            mark = f" ({_NEEDED.in_language(language).lower()})" if needed else ""
            said = f"{_EXAMPLE.in_language(language)}: {example}"
            lines += [f"  {heading}{mark}", f"    {what} {said}"]
        lines += ["", ""]
    return "\r\n".join(lines).encode("utf-8-sig")


def _rows(template: Template, language: Language) -> list[tuple[str, str, str, str]]:
    """Return for each column its heading, "yes" where it is needed, what stands in it, and one."""
    rows = []
    for column in template.columns:
        what = column.what.in_language(language)
        if column.choices:
            choices = ", ".join(choice.in_language(language) for choice in column.choices)
            what = f"{what} {choices}."
        needed = _YES.in_language(language) if column.is_needed else ""
        rows.append(
            (
                column.heading.in_language(language),
                needed,
                what,
                column.example.in_language(language),
            )
        )
    return rows


_LAST_ROW = 20_000
"""Formats and choices reach so far down; no region has as many practices or parishes' rows."""


def _workbook(template: Template, language: Language) -> bytes:
    """Return an Excel workbook: a sheet to fill in, and one that explains its columns."""
    import xlsxwriter  # 60 ms that a start need not wait for

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        _fill_sheet(book, template, language)
        _guide_sheet(book, template, language)
    return content.getvalue()


def _fill_sheet(book: Any, template: Template, language: Language) -> None:
    sheet = book.add_worksheet(template.title.in_language(language)[:31])
    needed, plain = _head(book, "#0B5C8A", "#FFFFFF"), _head(book, "#DCEAF2", "#22262A")
    text = book.add_format({"num_format": "@"})
    for at, column in enumerate(template.columns):
        heading = column.heading.in_language(language)
        sheet.write_string(0, at, heading, needed if column.is_needed else plain)
        example = column.example.in_language(language)
        width = max(len(heading), len(example), *map(len, _words(column.choices, language))) + 3
        sheet.set_column(at, at, width, text if column.is_code else None)
        if column.choices:
            source = _words(column.choices, language)[1:]
            sheet.data_validation(1, at, _LAST_ROW, at, {"validate": "list", "source": source})
    sheet.freeze_panes(1, 0)


def _words(choices: Sequence[Text], language: Language) -> list[str]:
    return ["", *(choice.in_language(language) for choice in choices)]


def _guide_sheet(book: Any, template: Template, language: Language) -> None:
    sheet = book.add_worksheet(_GUIDE.in_language(language))
    title = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, template.title.in_language(language), title)
    sheet.write_string(1, 0, template.purpose.in_language(language))
    head = _head(book, "#DCEAF2", "#22262A")
    for at, heading in enumerate((_COLUMN, _NEEDED, _WHAT, _EXAMPLE)):
        sheet.write_string(3, at, heading.in_language(language), head)
    for row, cells in enumerate(_rows(template, language), start=4):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, wrapped)
    for at, width in enumerate((28, 14, 78, 26)):
        sheet.set_column(at, at, width)


def _head(book: Any, ground: str, ink: str) -> Any:
    return book.add_format({"bold": True, "bg_color": ground, "font_color": ink, "border": 1})
