"""`praksiskort new`: makes a project from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.common import project_path
from app.commands.reporting import print_summary
from app.commands.telling import ProgressLines
from app.session import Session
from app.settings import preferred_language
from models.domain.errors import InputError
from models.importers.build import build_region
from models.importers.ground import Inputs, inputs_from
from models.importers.kinds import SourceKind
from models.importers.reading import Given
from models.importers.recognise import problem_of, recognise
from models.storage.project import ProjectFile


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("new", help="make a project from files")
    parser.add_argument("project", type=project_path, metavar="OUT.praksis")
    parser.add_argument(
        "files",
        type=project_path,
        nargs="*",
        metavar="FILE",
        help="files of any kind; what each is is told from what stands in it",
    )
    parser.add_argument("--areas", type=project_path, help="municipalities")
    parser.add_argument(
        "--practices",
        type=project_path,
        nargs="+",
        help="the register, or those of several regions",
    )
    parser.add_argument("--roads", type=project_path, help="OpenStreetMap extract, .osm.pbf")
    parser.add_argument("--squares", type=project_path, help="inhabited squares")
    parser.add_argument("--parishes", type=project_path, help="parishes")
    parser.add_argument("--postcodes", type=project_path, help="postal areas")
    parser.add_argument(
        "--lists", type=project_path, nargs="+", help="listed patients by area and practice"
    )
    parser.add_argument("--places", type=project_path, help="place names with lon and lat")
    parser.add_argument("--coverage", type=project_path, help="coverage areas")
    parser.add_argument("--land", type=project_path, help="land, where --areas has water in it")
    parser.add_argument("--links", type=project_path, help="bridges and ferries of your own")
    parser.add_argument("--addresses", type=project_path, help="an extract of addresses (DAR)")
    parser.add_argument("--region", help='for example "Region Midtjylland"; without it all areas')
    parser.add_argument("--date", help="date of the register, YYYY-MM-DD; without it today")
    parser.add_argument("--overwrite", action="store_true", help="replace an existing project")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the project and print what became of the data; return 0."""
    path: Path = arguments.project
    language = preferred_language()
    ProjectFile.check_can_create(path, arguments.overwrite)
    region, report = build_region(_inputs(arguments), ProgressLines(language))
    with ProjectFile.create(path, region, report, overwrite=arguments.overwrite) as project:
        Session(project).keep_first_result()
    print_summary(path.name, region.name, report, language)
    return 0


_NAMED = {
    "areas": SourceKind.MUNICIPALITIES,
    "practices": SourceKind.REGISTER,
    "roads": SourceKind.ROADS,
    "squares": SourceKind.SQUARES,
    "parishes": SourceKind.PARISHES,
    "postcodes": SourceKind.POSTAL_AREAS,
    "lists": SourceKind.LISTS,
    "places": SourceKind.PLACES,
    "coverage": SourceKind.COVERAGE_AREAS,
    "land": SourceKind.LAND,
    "links": SourceKind.LINKS,
    "addresses": SourceKind.ADDRESSES,
}
"""The kind of file that each option names."""


def _inputs(arguments: argparse.Namespace) -> Inputs:
    """Return the files: those named by an option, and those recognised by what they are."""
    named: dict[SourceKind, tuple[Given, ...]] = {}
    for option, kind in _NAMED.items():
        found = getattr(arguments, option)
        if found is not None:
            named[kind] = tuple(found) if isinstance(found, list) else (found,)
    recognised = recognise(arguments.files)
    for source in recognised:
        problem = problem_of(source)
        if problem is not None:
            raise InputError(f"»{source.title}«: {problem.da}", f"“{source.title}”: {problem.en}")
    for source in recognised:
        named[source.kind] = (*named.get(source.kind, ()), source)
    return inputs_from(named, arguments.region, arguments.date)
