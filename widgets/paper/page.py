"""What is printed on a map page, as plain values: a snapshot that a worker can paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.allocation.result import Result
from models.domain.text import Language
from widgets.map.marks import FlowLine, PracticeMark
from widgets.map.scene import MapScene
from widgets.painting.camera import Extent
from widgets.painting.coverage import CoverageMap
from widgets.painting.palettes import IndicatorPicture, SquareMode

PaperSize = Literal["A4", "A3"]
Orientation = Literal["landscape", "portrait"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which layers of the map are printed; land, coasts and borders always are."""

    squares: bool = True
    practices: bool = True
    flows: bool = True
    unplaced: bool = True
    ferries: bool = True
    area_names: bool = True
    town_names: bool = True


EVERYTHING = Shown()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures come from, as the page tells it.

    Attributes
    ----------
    data : tuple of str
        What was imported and where from.
    network : str
        The network's name and date.
    register_date : str
        ISO date of the register.
    are_lists_estimated : bool
    """

    data: tuple[str, ...] = ()
    network: str = ""
    register_date: str = ""
    are_lists_estimated: bool = False


@dataclass(frozen=True, eq=False)
class MapPage:
    """One map page.

    Attributes
    ----------
    scene : MapScene
        Says too whether distances are estimates and practices invented.
    now : Result
        What is shown.
    before : Result or None
        What it is held against; None prints the figures without a comparison.
    title : str
    scenario, compared_with : str
        Names of `now` and `before` for the reader.
    extent : Extent
        The ground that must be on the page; EPSG:25832, metres.
    marks : tuple of PracticeMark
        The practices of `now`, and those that are gone since `before`.
    flows : tuple of FlowLine
    sources : Sources
    program : str
        Name and version for the footer.
    date : str
        ISO date of the page.
    mode : "distance", "choices", "persons" or "indicator"
    indicator : IndicatorPicture or None
        In the mode "indicator".
    coverage : CoverageMap or None
        The coverage areas, where they are shown.
        What the squares' colours tell.
    shown : Shown
    paper : "A4" or "A3"
    orientation : "landscape" or "portrait"
    language : "da" or "en"
    """

    scene: MapScene
    now: Result
    before: Result | None
    title: str
    scenario: str
    compared_with: str
    extent: Extent
    marks: tuple[PracticeMark, ...]
    flows: tuple[FlowLine, ...]
    sources: Sources
    program: str
    date: str
    mode: SquareMode = "distance"
    indicator: IndicatorPicture | None = None
    coverage: CoverageMap | None = None
    shown: Shown = EVERYTHING
    paper: PaperSize = "A4"
    orientation: Orientation = "landscape"
    language: Language = "da"
