"""`praksiskort update`: takes a newer register into a project, and says what it changes."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.common import print_json, project_path
from app.commands.reporting import print_findings
from app.commands.telling import ProgressLines
from app.session import Session
from app.settings import preferred_language
from app.updating import Misfit, Prepared, prepare
from models.domain.errors import ProjectError
from models.domain.quality import QualityReport
from models.importers.changes import Change, ChangeKind
from models.importers.update import NewerFiles, Update, count_of
from models.scenario.edit_json import edit_to_json
from models.storage.project import ProjectFile
from widgets.words import Words
from widgets.words.changes import before_and_after
from widgets.words.edits import edit_sentence


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("update", help="take a newer register into a project")
    parser.add_argument("project", type=project_path)
    parser.add_argument(
        "--practices",
        type=project_path,
        nargs="+",
        required=True,
        help="the register, or those of several regions",
    )
    parser.add_argument(
        "--lists", type=project_path, nargs="+", help="listed patients by area and practice"
    )
    parser.add_argument("--date", help="date of the register, YYYY-MM-DD; without it today")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--json", action="store_true", help="print what changes as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what changes and, unless it is a trial, take it in; return 0."""
    words = Words(preferred_language())
    newer = NewerFiles(tuple(arguments.practices), tuple(arguments.lists or ()), arguments.date)
    with ProjectFile.open(arguments.project, read_only=arguments.dry_run) as project:
        if project.read_only_reason is not None and not arguments.dry_run:
            raise ProjectError(*project.read_only_reason)
        session = Session(project)
        rules = session.rules_of(None)
        prepared = prepare(project, session.region, newer, rules, ProgressLines(words.language))
        copy = None
        if not arguments.dry_run:
            _, copy = session.updated(prepared.update)
        if arguments.json:
            kept = None if copy is None else copy.name
            print_json({"project": project.path.name, "copy": kept, **update_json(prepared)})
        else:
            _print(words, session, prepared)
            said = (
                words("update.dry_run")
                if copy is None
                else words("update.taken_in", project=project.path.name, copy=copy.name)
            )
            print(f"\n{said}")
    return 0


def update_json(prepared: Prepared) -> dict[str, Any]:
    """Return what an update changes as plain JSON values."""
    update, misfits = prepared
    return {
        "reference_date": update.region.reference_date,
        "totals": dict(update.report.totals),
        "counts": {kind.value: n for kind, n in count_of(update.changes).items()},
        "changes": [change.to_json() for change in update.changes],
        "misfits": [_misfit_json(misfit) for misfit in misfits],
        "findings": [finding.to_json() for finding in new_findings(update).findings],
    }


def new_findings(update: Update) -> QualityReport:
    """Return what the new files gave to the report."""
    found = tuple(finding for finding in update.report.findings if finding.file in update.files)
    return QualityReport(found, update.report.totals)


def _misfit_json(misfit: Misfit) -> dict[str, Any]:
    return {
        "scenario": misfit.scenario,
        "edit": edit_to_json(misfit.edit),
        "why": misfit.why._asdict(),
    }


def _print(words: Words, session: Session, prepared: Prepared) -> None:
    update, misfits = prepared
    if not update.changes:
        print(words("update.none"))
    for kind, n in count_of(update.changes).items():
        if n:
            print(f"{words(f'update.kind.{kind}')}: {words.number(n)}")
        if kind is not ChangeKind.LIST:  # nearly every list is another in every register
            for change in update.changes:
                if change.kind is kind:
                    print(f"  {_line(words, change)}")
    if misfits:
        print(f"\n{words('update.misfits')}")
    names = {practice.provider_number: practice.name for practice in session.region.practices}
    for misfit in misfits:
        edit = edit_sentence(words, misfit.edit, lambda number: names.get(number, number))
        why = words.of(misfit.why)
        print(f"  {words('update.misfit', scenario=misfit.scenario, edit=edit, why=why)}")
    print_findings(new_findings(update), words.language)


def _line(words: Words, change: Change) -> str:
    subject = f"{change.subject.name} ({change.subject.provider_number})"
    sides = [side for side in before_and_after(words, change) if side]
    return f"{subject}: {' → '.join(sides)}"
