"""A newer register taken into a region that is planned in: only what it speaks of is another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.allocation.lists import ListCells, patient_lists
from models.allocation.prepare import prepare_distances
from models.allocation.redistribute import add_persons
from models.allocation.region import Int32, PatientList, Reach, Region
from models.allocation.state import NOBODY, baseline_state
from models.domain.errors import InputError
from models.domain.practice import Practice, ProviderNumber
from models.domain.quality import IN_FILES, Finding, FindingKind, QualityReport, Severity
from models.domain.rules import RulePack
from models.domain.text import Text, format_number
from models.geography.addresses import NO_BOOK, AddressBook
from models.geography.areas import Areas
from models.importers.address_file import Addresses
from models.importers.addressed import Finder
from models.importers.build import DISTANCES, checked_date, totals_of
from models.importers.carried import carried_lists
from models.importers.changes import (
    Change,
    ChangeKind,
    Standing,
    changes_between,
    departures,
    standings_of,
)
from models.importers.doubles import base_number, settle_numbers, tell_same_places
from models.importers.findings import Findings
from models.importers.ground import each
from models.importers.joined import tell_not_joined
from models.importers.listed import NO_LISTS, estimated_lists, read_lists
from models.importers.people import Progress, norm_per_capacity
from models.importers.reading import Given, path_of
from models.importers.register import Register, RegisterRow, join_registers, read_register
from models.importers.register_checks import (
    compare_lists,
    compare_postal_codes,
    decide_intake,
    keep_in_region,
)

_REGISTER, _LISTS = "Praksisregister", "Tilmeldte"
"""How `Region.sources` calls the two files that can be updated."""


@dataclass(frozen=True)
class Update:
    """What a newer register makes of a region; nothing is changed yet.

    Attributes
    ----------
    region : Region
        With the new baseline; areas, squares and network are those of before.
    report : QualityReport
        Findings of the files that stay, then those of the new ones.
    changes : tuple of Change
        The weightiest first.
    files : tuple of str
        The new files' names.
    """

    region: Region
    report: QualityReport
    changes: tuple[Change, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewerFiles:
    """The files of an update.

    Attributes
    ----------
    practices : Given, or several
        The newer register.
    lists : Given, several or None
        Its lists; None where the lists of before are to be scaled to the new register.
    reference_date : str or None
        ISO date of the register; None for today.
    addresses : AddressBook
        Of the project, by which practices without coordinates are found.
    """

    practices: Given | tuple[Given, ...]
    lists: Given | tuple[Given, ...] | None = None
    reference_date: str | None = None
    addresses: AddressBook = NO_BOOK


def prepare_update(
    region: Region,
    report: QualityReport,
    newer: NewerFiles,
    rules: RulePack,
    progress: Progress,
) -> Update:
    """Return what becomes of a region when a newer register (and lists) is taken in.

    Rows are read, repaired and refused as in a new project. `rules` decide the intake status
    that changes are told by.

    Raises
    ------
    InputError
        When a file cannot be used, or no row of the register lies in the region.
    CancelledError
        When `progress` raises it.
    """
    findings = Findings()
    date = checked_date(newer.reference_date)
    progress(Text("Læser praksisregistret", "Reading the register"), 0.0)
    register = _read_register(region, newer, date, findings)
    progress(Text("Læser lister", "Reading lists"), 0.1)
    practices, lists, is_estimated = _read_patients(region, register, newer, findings)
    fresh = replace(
        region,
        practices=practices,
        lists=lists,
        lists_estimated=is_estimated,
        reference_date=date,
        sources=_sources(region, newer),
        derived={},
    )
    within, own = _distances(region, fresh, lambda share: progress(DISTANCES, 0.2 + 0.8 * share))
    fresh = replace(fresh, within_limit=within, own=own)
    tell_not_joined(region.squares, region.joints, practices, region.network, findings)
    files = tuple(path_of(given).name for given in (*each(newer.practices), *each(newer.lists)))
    changes = changes_between(
        standings_of(baseline_state(region, rules)), standings_of(baseline_state(fresh, rules))
    )
    return Update(fresh, _joined_report(region, report, newer, findings, fresh), changes, files)


def _read_register(region: Region, newer: NewerFiles, date: str, findings: Findings) -> Register:
    finder = Finder(Addresses(newer.addresses, {}), region.postal_areas, region.squares)
    year, home = int(date[:4]), region.municipalities
    register = join_registers(
        [read_register(given, year, findings, finder, home) for given in each(newer.practices)]
    )
    land = _together(region.municipalities, region.surroundings)
    register = keep_in_region(register, land, region.municipalities, region.name, findings)
    register = _known_apart(register, region.practices)
    register = settle_numbers(register, lambda row: region.name, findings)
    tell_same_places(register, findings)
    if not register.rows:
        raise InputError(
            f"»{register.file}«: forventede praksis i {region.name}, men ingen af rækkerne kunne "
            "tages med. Projektet er, som det var.",
            f"“{register.file}”: expected practices in {region.name}, but no row could be taken. "
            "The project is as it was.",
        )
    compare_postal_codes(register, _known_codes(region), findings)
    _tell_refused_practices(region, register, findings)
    return register


def _tell_refused_practices(region: Region, register: Register, findings: Findings) -> None:
    """Tell of practices that look closed only because their row could not be read."""
    lost = register.refused - {row.practice.provider_number for row in register.rows}
    for practice in region.practices:
        if practice.provider_number in lost:
            named = f"{practice.name} ({practice.provider_number})"
            text = Text(
                f"{named} står i registret, men dens række blev afvist. Derfor er praksis ikke "
                "med længere, som var den nedlagt. Ret rækken, og opdatér med registret igen.",
                f"{named} is in the register, but its row was refused. Therefore the practice is "
                "left out as if it had closed. Correct the row and update again.",
            )
            findings.tell(FindingKind.REFUSED, text, register.file, Severity.ERROR, practice.place)


def _known_apart(register: Register, known: Sequence[Practice]) -> Register:
    """Return the register with numbers that several regions have told apart as in the project.

    Such a number has its region behind it there, and stands without it in any register: a row
    is the nearest of the practices that share the number.
    """
    several: dict[ProviderNumber, list[Practice]] = {}
    for practice in known:
        if base_number(practice.provider_number) != practice.provider_number:
            several.setdefault(base_number(practice.provider_number), []).append(practice)

    def told_apart(row: RegisterRow) -> RegisterRow:
        place, same = row.practice.place, several.get(row.practice.provider_number)
        if same is None:
            return row
        nearest = min(same, key=lambda one: (math.dist(one.place, place), one.provider_number))
        number = nearest.provider_number
        return replace(row, practice=replace(row.practice, provider_number=number))

    return replace(register, rows=tuple(told_apart(row) for row in register.rows))


def _known_codes(region: Region) -> set[str]:
    """Return the postal codes of the region, and those of neighbours it has heard of before."""
    told = {code for practice in region.practices for code in practice.postcodes}
    return told | set(region.postal_areas.codes)


def _together(areas: Areas, others: Areas) -> Areas:
    shapes = np.concatenate([areas.shapes, others.shapes])
    return Areas(areas.codes + others.codes, areas.names + others.names, shapes)


def _read_patients(
    region: Region, register: Register, newer: NewerFiles, findings: Findings
) -> tuple[tuple[Practice, ...], dict[ProviderNumber, PatientList], bool]:
    """Return the practices, intake decided, their lists, and whether those are estimated."""
    practices = tuple(sorted((row.practice for row in register.rows), key=_number))
    numbers = [practice.provider_number for practice in practices]
    is_estimated = False
    if each(newer.lists):
        areas = region.parishes, region.postal_areas
        cells: ListCells = read_lists(
            each(newer.lists), practices, region.squares, *areas, findings
        )
    elif region.lists_estimated:
        told = {row.practice.provider_number: row.listed or 0 for row in register.rows}
        cells = estimated_lists(practices, told, region.squares, findings)
        is_estimated = True
    else:
        cells, is_estimated = _carried(region, register, practices, findings)
    lists = patient_lists(cells, numbers)
    list_of = _list_sizes(lists)
    compare_lists(register, list_of, findings)
    decided = decide_intake(register, list_of, norm_per_capacity())
    return tuple(sorted(decided, key=_number)), lists, is_estimated


def _carried(
    region: Region,
    register: Register,
    practices: Sequence[Practice],
    findings: Findings,
) -> tuple[ListCells, bool]:
    """Return the lists of before at the new register's totals, and whether any is another."""
    before = _list_sizes(region.lists)
    totals = {
        row.practice.provider_number: (
            before.get(row.practice.provider_number, 0) if row.listed is None else row.listed
        )
        for row in register.rows
    }
    gone = departures(_sized(region.practices, before), _sized(practices, totals))
    cells = carried_lists(practices, totals, _pattern(region, gone), region.squares)
    n_changed = sum(before.get(number, 0) != total for number, total in totals.items())
    if n_changed:
        text = Text(
            f"Der er ingen nye lister. De gamle listers bopæl er ført videre med registrets nye "
            f"antal tilmeldte i {format_number(n_changed)} praksis: et skøn.",
            f"There are no new lists. Where the old lists' patients live was carried on with the "
            f"register's new numbers in {format_number(n_changed, 'en')} practices: an estimate.",
        )
        findings.tell(FindingKind.ESTIMATED, text, register.file, Severity.WARNING)
    n_left_out = int(cells.left_out.sum())
    if n_left_out:
        text = Text(
            f"{format_number(n_left_out)} tilmeldte fandt ingen indbyggere at høre til og er ikke "
            "taget med.",
            f"{format_number(n_left_out, 'en')} listed patients found no inhabitants to belong to "
            "and were left out.",
        )
        findings.tell(FindingKind.REFUSED, text, register.file, Severity.ERROR)
    return cells, n_changed > 0


def _sized(
    practices: Sequence[Practice], totals: Mapping[ProviderNumber, int]
) -> dict[ProviderNumber, Standing]:
    return {
        practice.provider_number: Standing(practice, totals.get(practice.provider_number, 0))
        for practice in practices
    }


def _pattern(region: Region, gone: Sequence[Change]) -> dict[ProviderNumber, PatientList]:
    """Return the lists of before under the numbers that they go on under."""
    pattern = dict(region.lists)
    for change in gone:
        if change.kind in (ChangeKind.RENUMBERED, ChangeKind.MERGED):
            assert change.after is not None
            number, into = change.subject.provider_number, change.after.practice.provider_number
            pattern[into] = add_persons(pattern.get(into, NOBODY), region.lists.get(number, NOBODY))
    return pattern


def _list_sizes(lists: Mapping[ProviderNumber, PatientList]) -> dict[ProviderNumber, int]:
    """Return the persons of each list."""
    return {number: patients.total for number, patients in lists.items()}


def _number(practice: Practice) -> ProviderNumber:
    return practice.provider_number


def _distances(
    before: Region, after: Region, progress: Callable[[float], None]
) -> tuple[dict[ProviderNumber, Reach], dict[ProviderNumber, Int32]]:
    """Return reaches and own costs: searched anew only where place or list is another."""
    known = {practice.provider_number: practice.places for practice in before.practices}
    anew = [
        practice
        for practice in after.practices
        if known.get(practice.provider_number) != practice.places
        or not _same_squares(before.lists, after.lists, practice.provider_number)
    ]
    within, own = prepare_distances(after.network, after.joints, anew, after.lists, progress)
    numbers = [practice.provider_number for practice in after.practices]
    return (
        {number: within.get(number) or before.within_limit[number] for number in numbers},
        {number: own[number] if number in own else before.own[number] for number in numbers},
    )


def _same_squares(
    before: Mapping[ProviderNumber, PatientList],
    after: Mapping[ProviderNumber, PatientList],
    number: ProviderNumber,
) -> bool:
    old, new = before.get(number, NOBODY), after.get(number, NOBODY)
    return np.array_equal(old.squares, new.squares)


def _sources(region: Region, newer: NewerFiles) -> tuple[str, ...]:
    """Return the sources with the new files in the place of the old ones."""
    named = [
        f"{what} ({', '.join(path_of(given).name for given in files)})"
        for what, files in ((_REGISTER, each(newer.practices)), (_LISTS, each(newer.lists)))
        if files
    ]
    return (*_kept_sources(region, newer), *named)


def _kept_sources(region: Region, newer: NewerFiles) -> list[str]:
    """Return the sources that the new files leave as they are."""
    return [
        source
        for source in region.sources
        if not source.startswith(f"{_REGISTER} (")
        and not (each(newer.lists) and source.startswith(f"{_LISTS} ("))
    ]


def _joined_report(
    region: Region, report: QualityReport, newer: NewerFiles, findings: Findings, fresh: Region
) -> QualityReport:
    """Return the report of before without what the old register and lists gave, then the new."""
    stays = _files_of(_kept_sources(region, newer))
    replaced = _files_of(region.sources) - stays
    kept = [finding for finding in report.findings if not _is_of_register(finding, replaced)]
    new = findings.report().findings
    told = {name: n for name, n in report.totals.items() if name.endswith(IN_FILES)}
    return QualityReport((*kept, *new), {**told, **findings.totals, **totals_of(fresh)})


def _is_of_register(finding: Finding, replaced: set[str]) -> bool:
    """Whether a finding speaks of the register or the lists of before, or is told anew."""
    if finding.file:
        return finding.file in replaced
    is_of_lists = finding.text == NO_LISTS or finding.severity is Severity.ERROR
    return is_of_lists or (finding.kind is FindingKind.REFUSED and finding.place is not None)


def _files_of(sources: Iterable[str]) -> set[str]:
    """Return the files that sources name: "Praksisregister (nord.csv, syd.csv)" has two."""
    return {
        name
        for source in sources
        for name in source.partition(" (")[2].removesuffix(")").split(", ")
    }


def count_of(changes: Sequence[Change]) -> dict[ChangeKind, int]:
    """Return how many changes there are of each kind, in the order in which kinds are told."""
    return {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}
