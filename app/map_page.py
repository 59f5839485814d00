"""From a session to the page that is printed: a snapshot that a worker can paint and write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app import __version__
from app.presentation import practice_marks
from app.session import Session
from models.allocation.result import Result
from models.domain.place import Place
from models.domain.text import Language
from models.report.threatened import WEIGHING_SETTING, Weighing, gross_list
from models.scenario.edits import Edit
from models.scenario.history import History, Step
from models.storage.scenario_rows import ScenarioRow
from widgets.map.marks import FlowLine
from widgets.map.scene import MapScene
from widgets.painting.camera import Extent
from widgets.painting.coverage import CoverageMap, area_shapes
from widgets.painting.palettes import IndicatorPicture, SquareMode
from widgets.paper.page import EVERYTHING, MapPage, Orientation, PaperSize, Shown, Sources
from widgets.words import Words

PROGRAM = f"Praksiskort {__version__}"


@dataclass(frozen=True, slots=True)
class PageWishes:
    """How a page is wanted.

    Attributes
    ----------
    title : str
        Empty for one that says what the map shows.
    extent : Extent or None
        EPSG:25832, metres; None for the whole region.
    mode : "distance", "choices", "persons" or "indicator"
    indicator : IndicatorPicture or None
        In the mode "indicator".
    coverage : CoverageMap or None
    shown : Shown
    paper : "A4" or "A3"
    orientation : "landscape" or "portrait"
    language : "da" or "en"
    """

    title: str = ""
    extent: Extent | None = None
    mode: SquareMode = "distance"
    indicator: IndicatorPicture | None = None
    coverage: CoverageMap | None = None
    shown: Shown = EVERYTHING
    paper: PaperSize = "A4"
    orientation: Orientation = "landscape"
    language: Language = "da"


class Compared(NamedTuple):
    """What a page is held against: a scenario (None is the baseline), its result and edits."""

    scenario: ScenarioRow | None
    result: Result
    edits: tuple[Edit, ...]


def coverage_map(session: Session) -> CoverageMap | None:
    """Return the session's coverage areas with their levels, None where there are none."""
    areas = session.region.coverage.areas
    if not len(areas):
        return None
    weighing = Weighing.from_json(session.project.setting(WEIGHING_SETTING))
    threats = gross_list(session.region, session.result, weighing)
    levels = {threat.area: threat.level for threat in threats}
    return CoverageMap(area_shapes(areas), tuple(levels[at] for at in range(len(areas))))


def compared_with(session: Session, scenario: ScenarioRow | None) -> Compared:
    """Return another scenario to compare with; the session's choice stays what it is."""
    chosen = session.scenario
    try:
        result = session.choose(scenario)
        edits = tuple(step.edit for step in _steps_in_force(session.history))
    finally:
        session.choose(chosen)
    return Compared(scenario, result, edits)


def map_page(
    session: Session, scene: MapScene, wishes: PageWishes, against: Compared | None = None
) -> MapPage:
    """Return the page of the session's scenario, dated today.

    Without `against` it is held against the baseline as judged by the scenario's rules. The
    baseline held against itself is printed without a comparison.
    """
    compared = against or Compared(None, session.before, ())
    is_same = _id(compared.scenario) == _id(session.scenario)
    words = Words(wishes.language)
    return MapPage(
        scene=scene,
        now=session.result,
        before=None if is_same else compared.result,
        title=wishes.title,
        scenario=_name(session.scenario, words),
        compared_with=_name(compared.scenario, words),
        extent=wishes.extent or scene.extent,
        marks=tuple(practice_marks(session.result, compared.result)),
        flows=page_flows(session.history, compared.edits),
        sources=_sources(session),
        program=PROGRAM,
        date=date.today().isoformat(),
        mode=wishes.mode,
        indicator=wishes.indicator,
        coverage=wishes.coverage,
        shown=wishes.shown,
        paper=wishes.paper,
        orientation=wishes.orientation,
        language=wishes.language,
    )


def page_flows(history: History, known: tuple[Edit, ...] = ()) -> tuple[FlowLine, ...]:
    """Return who changed practice through the edits in force after those already `known`.

    Nothing where the history does not begin with `known`: between two scenarios that grew
    apart nobody moved.
    """
    steps = _steps_in_force(history)
    if tuple(step.edit for step in steps[: len(known)]) != known:
        return ()
    persons: Counter[tuple[Place, Place]] = Counter()
    for at in range(len(known), len(steps)):
        before = steps[at - 1].state if at else history.baseline
        after = steps[at].state
        for flow in steps[at].effects.flows:
            if flow.source is not None and flow.source in before.practices:
                start = before.practices[flow.source].place
                persons[start, after.practices[flow.target].place] += flow.persons
    return tuple(
        FlowLine(start, end, count)
        for (start, end), count in sorted(persons.items())
        if start != end
    )


def _steps_in_force(history: History) -> tuple[Step, ...]:
    return history.steps[: history.position]


def _id(scenario: ScenarioRow | None) -> int | None:
    return None if scenario is None else scenario.id


def _name(scenario: ScenarioRow | None, words: Words) -> str:
    return words("today") if scenario is None else scenario.name


def _sources(session: Session) -> Sources:
    region = session.region
    return Sources(
        region.sources, region.network.source, region.reference_date, region.lists_estimated
    )
