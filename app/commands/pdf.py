"""`praksiskort pdf`: one map page of a scenario as a PDF file."""

from __future__ import annotations

import argparse
import math
import os
from dataclasses import replace

from PySide6.QtGui import QGuiApplication

from app.commands.common import choose, project_path, reading, scenario_of
from app.map_page import Compared, PageWishes, compared_with, coverage_map, map_page
from app.session import Session
from app.settings import preferred_language
from widgets.map.scene import scene_of
from widgets.painting.camera import Extent
from widgets.paper.export import write_map_page

_LEAST_SIDE_M = 100.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("pdf", help="a map page of a scenario as PDF")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--scenario", required=True, help="»I dag« / 'Today' is the baseline")
    parser.add_argument("--against", help="scenario to compare with; without it the baseline")
    parser.add_argument("--out", type=project_path, required=True, metavar="F.pdf")
    parser.add_argument("--title", default="")
    parser.add_argument("--paper", choices=("A4", "A3"), default="A4")
    parser.add_argument("--orientation", choices=("landscape", "portrait"), default="landscape")
    parser.add_argument("--extent", type=extent, metavar="E1,N1,E2,N2", help="EPSG:25832, metres")
    parser.add_argument("--color", choices=("distance", "choices", "persons"), default="distance")
    parser.add_argument("--language", choices=("da", "en"), default=None)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page; return 0."""
    with reading(arguments.project) as session:
        against = _compared(session, arguments.against)
        choose(session, scenario_of(session.project, arguments.scenario))
        wishes = replace(_wishes(arguments), coverage=coverage_map(session))
        page = map_page(session, scene_of(session.region), wishes, against)
    application = _application()
    write_map_page(page, arguments.out)
    # the application lives until the page is written: fonts belong to it
    del application
    return 0


def extent(text: str) -> Extent:
    """Return the extent of "E1,N1,E2,N2" (two opposite corners), for argparse."""
    try:
        e1, n1, e2, n2 = (float(part) for part in text.split(","))
    except ValueError:
        raise _not_an_extent(text) from None
    found = Extent(min(e1, e2), min(n1, n2), max(e1, e2), max(n1, n2))
    sides = (found.east - found.west, found.north - found.south)
    if not all(math.isfinite(side) and side >= _LEAST_SIDE_M for side in sides):
        raise _not_an_extent(text)
    return found


def _not_an_extent(text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(
        "expected two opposite corners E1,N1,E2,N2 in metres (EPSG:25832), at least "
        f"{_LEAST_SIDE_M:.0f} m apart, for example 571000,6207000,618000,6246000; got {text!r}"
    )


def _compared(session: Session, name: str | None) -> Compared | None:
    return None if name is None else compared_with(session, scenario_of(session.project, name))


def _wishes(arguments: argparse.Namespace) -> PageWishes:
    return PageWishes(
        title=arguments.title.strip(),
        extent=arguments.extent,
        mode=arguments.color,
        paper=arguments.paper,
        orientation=arguments.orientation,
        language=arguments.language or preferred_language(),
    )


def _application() -> QGuiApplication:
    """Return the application that Qt needs to set type; it needs no screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["praksiskort"])
