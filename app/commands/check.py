"""`praksiskort check`: what was read, joined, estimated, repaired and refused."""

from __future__ import annotations

import argparse

from app.commands.common import print_json, project_path
from app.commands.reporting import print_findings, print_summary
from app.settings import preferred_language
from models.domain.text import Text
from models.storage.project import ProjectFile


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("check", help="the quality report of a project")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    parser.add_argument(
        "--xlsx", type=project_path, metavar="F.xlsx", help="write the report as a spreadsheet"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the stored report; return 0."""
    with ProjectFile.open(arguments.project, read_only=True) as project:
        report, name = project.load_report(), project.region_name()
        idle = [link.name for link in project.links() if not link.in_use]
    if arguments.xlsx is not None:
        from models.report.quality_sheet import write_quality_sheet

        project_name = arguments.project.name
        write_quality_sheet(arguments.xlsx, project_name, name, report, preferred_language())
    if arguments.json:
        print_json(
            {
                "project": arguments.project.name,
                "region": name,
                "links_out_of_use": idle,
                **report.to_json(),
            }
        )
    else:
        language = preferred_language()
        print_summary(arguments.project.name, name, report, language)
        if idle:
            said = Text("Ude af drift", "Out of use").in_language(language)
            print(f"{said}: {', '.join(idle)}")
        print_findings(report, language)
    return 0
