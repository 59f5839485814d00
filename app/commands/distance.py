"""`praksiskort distance`: how far it is between two places, by the roads of a project."""

from __future__ import annotations

import argparse
import math
from typing import Any

from app.commands.common import place, print_json, project_path
from app.settings import preferred_language
from models.allocation.prepare import JOIN_LIMIT_M
from models.allocation.region import Region
from models.domain.errors import InputError
from models.domain.place import DM_PER_M, Place
from models.domain.text import format_km, format_number, marked
from models.network.join import EdgeIndex
from models.network.network import NO_EDGE, Joint
from models.network.route import Router
from models.storage.project import ProjectFile


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("distance", help="how far it is between two places")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--from", dest="start", type=place, required=True, metavar="E,N")
    parser.add_argument("--to", dest="end", type=place, required=True, metavar="E,N")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the distance; return 0."""
    with ProjectFile.open(arguments.project, read_only=True) as project:
        region = project.load_region()
    answer = distance_json(region, arguments.start, arguments.end)
    if arguments.json:
        print_json(answer)
    else:
        print(_sentence(answer, region.network.kind == "land"))
    return 0


def distance_json(region: Region, start: Place, end: Place) -> dict[str, Any]:
    """Return the shortest way between two places (EPSG:25832, metres) as the contract has it.

    `distance_m` counts a ferry with its length; `by_road_m` is the way without ferries, null
    where there is none. Both hold the access legs, of which `access_m` tells the length.
    Raises InputError where a place is far from any road or there is no way.
    """
    index, router = EdgeIndex(region.network), Router(region.network)
    joints = _joint(index, start), _joint(index, end)
    route = router.find(*joints)
    if route is None:
        raise InputError(
            "Der er ingen vej mellem de to steder, heller ikke med færge.",
            "There is no way between the two places, not even by ferry.",
        )
    by_road = route if not route.ferries else router.find(*joints, avoid_ferries=True)
    return {
        "distance_m": route.distance_dm / DM_PER_M,
        "seconds": round(route.seconds, 1),
        "access_m": route.access_dm / DM_PER_M,
        "ferries": list(route.ferries),
        "straight_line_m": round(math.dist(start, end), 1),
        "by_road_m": None if by_road is None else by_road.distance_dm / DM_PER_M,
        "network": region.network.kind,
    }


def _joint(index: EdgeIndex, where: Place) -> Joint:
    joint = index.join(where, JOIN_LIMIT_M)
    if joint.edge == NO_EDGE:
        e, n = where
        raise InputError(
            f"Der er ingen vej inden for 5 km af {e:.0f},{n:.0f}. Koordinaterne skal være "
            "EPSG:25832 i meter, først øst, så nord.",
            f"There is no road within 5 km of {e:.0f},{n:.0f}. Coordinates must be EPSG:25832 "
            "in metres, easting first.",
        )
    return joint


def _sentence(answer: dict[str, Any], is_estimate: bool) -> str:
    language = preferred_language()
    minutes = format_number(answer["seconds"] / 60, language)
    parts = [
        f"{marked(format_km(answer['distance_m'], language), is_estimate)}, {minutes} min",
        *answer["ferries"],
    ]
    return ", ".join(parts)
