"""`praksiskort rules`: the rule packs of a project, every value with its source."""

from __future__ import annotations

import argparse

from app.commands.common import print_json, project_path
from app.session import BASELINE_RULES
from app.settings import preferred_language
from models.domain.rules import DEFAULT_PACK_ID, RulePack
from models.domain.text import Language
from models.report.area_names import NamesByValue, names_by_value
from models.report.rules import pack_json, value_lines
from models.storage.project import ProjectFile
from models.storage.scenario_rows import RESERVED_NAMES


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("rules", help="the rule packs of a project")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--json", action="store_true", help="print the packs as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every pack, its values with their sources, and what it judges; return 0."""
    with ProjectFile.open(arguments.project, read_only=True) as project:
        packs, names = project.rule_packs(), names_by_value(*project.area_names())
        judged = {RESERVED_NAMES[0]: project.setting(BASELINE_RULES, DEFAULT_PACK_ID)}
        judged |= {row.name: row.rules_id for row in project.scenarios()}
    users = {pack.id: [name for name, of in judged.items() if of == pack.id] for pack in packs}
    if arguments.json:
        print_json([{**pack_json(pack), "judges": users[pack.id]} for pack in packs])
    else:
        for pack in packs:
            _print(pack, users[pack.id], names, preferred_language())
    return 0


def _print(pack: RulePack, users: list[str], names: NamesByValue, language: Language) -> None:
    print(f"{pack.id}: {pack.title.in_language(language)} ({pack.valid_from})")
    print(f"  {pack.source.in_language(language)}")
    if users:
        print(f"  → {', '.join(users)}")
    for line in value_lines(pack, language, names):
        print(f"  {line}")
    print()
