"""`praksiskort new`: makes a project from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.common import project_path
from app.commands.reporting import print_summary
from app.commands.telling import ProgressLines
from app.settings import preferred_language
from models.importers.build import build_region
from models.importers.ground import Inputs
from models.storage.project import ProjectFile


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("new", help="make a project from files")
    parser.add_argument("project", type=project_path, metavar="OUT.praksis")
    parser.add_argument("--areas", type=project_path, required=True, help="municipalities")
    parser.add_argument("--practices", type=project_path, required=True, help="the register")
    parser.add_argument("--roads", type=project_path, help="OpenStreetMap extract, .osm.pbf")
    parser.add_argument("--squares", type=project_path, help="inhabited squares")
    parser.add_argument("--parishes", type=project_path, help="parishes")
    parser.add_argument("--postcodes", type=project_path, help="postal areas")
    parser.add_argument("--lists", type=project_path, help="listed patients by area and practice")
    parser.add_argument("--places", type=project_path, help="place names with lon and lat")
    parser.add_argument("--coverage", type=project_path, help="coverage areas")
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
    ProjectFile.create(path, region, report, overwrite=arguments.overwrite).close()
    print_summary(path.name, region.name, report, language)
    return 0


def _inputs(arguments: argparse.Namespace) -> Inputs:
    return Inputs(
        areas=arguments.areas,
        practices=arguments.practices,
        roads=arguments.roads,
        squares=arguments.squares,
        parishes=arguments.parishes,
        postcodes=arguments.postcodes,
        lists=arguments.lists,
        places=arguments.places,
        coverage=arguments.coverage,
        region=arguments.region,
        reference_date=arguments.date,
    )
