"""`praksiskort template`: empty tables for a data office to fill in."""

from __future__ import annotations

import argparse

from app.commands.common import project_path
from app.settings import preferred_language
from models.importers.templates import write_templates


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("template", help="empty tables with explanations")
    parser.add_argument("folder", type=project_path, metavar="DIR", help="made where it is not")
    parser.add_argument("--language", choices=("da", "en"), default=None)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the tables and print their names; return 0."""
    for path in write_templates(arguments.folder, arguments.language or preferred_language()):
        print(path)
    return 0
