"""What a window needs once there is a project: the controllers.

Importing this takes long, so `app.reading` does it in the background, when the first frame is
on the screen.
"""

from __future__ import annotations

from app.controllers.checking import Checking
from app.controllers.choosing import Choosing
from app.controllers.distance_screen import DistanceScreen
from app.controllers.dragging import Dragging
from app.controllers.editing import Editing
from app.controllers.filing import Filing
from app.controllers.indicators import Indicators
from app.controllers.linking import Linking
from app.controllers.map_screen import MapScreen
from app.controllers.measuring import Measuring
from app.controllers.panel_screen import PanelScreen
from app.controllers.planning_areas import PlanningAreas
from app.controllers.receiving import Receiving
from app.controllers.reporting import Reporting
from app.controllers.ruling import Ruling
from app.controllers.threats import Threats
from app.controllers.whys import Whys
from app.desk import Desk
from app.frame import Frame
from app.hints import Hints
from app.start import Opened, Program, Window
from widgets.map.layer_stack import LAYER_NAMES
from widgets.style import Look


def furnish(program: Program, opened: Opened, frame: Frame, look: Look) -> Window:
    """Put everything to work in a frame."""
    session, scene = opened
    desk = Desk(session, program.jobs, program.words, program)
    desk.relinked.connect(lambda: program.keep_crossings(desk.session))
    before = program.window
    is_same = before is not None and before.desk.session is session
    if before is not None and is_same:
        desk.take_over(before.desk)
    frame.map.set_legend_folded(program.legend_folded)
    frame.map.legendFolded.connect(program.keep_legend)
    map_screen = MapScreen(desk, frame.map, scene)
    panel_screen = PanelScreen(desk, frame)
    areas = PlanningAreas(desk, frame, look)
    choosing = Choosing(desk, frame, look)
    indicators = Indicators(desk, frame)
    editing = Editing(desk, frame, look)
    whys = Whys(desk, frame, look, map_screen)
    editing.add_to_ground_menu.append(whys.add_to_menu)
    controllers: tuple[object, ...] = (
        map_screen,
        panel_screen,
        Dragging(desk, frame.map),
        editing,
        whys,
        Checking(desk, frame, look),
        DistanceScreen(desk, frame, look),
        choosing,
        areas,
        indicators,
        Threats(desk, frame, look, indicators, areas.show),
        Linking(desk, frame, look),
        Ruling(desk, frame, look),
        Measuring(desk, frame),
        Reporting(desk, frame, look),
        Receiving(desk, frame, look, program.open_project, program.open_made_project),
        Filing(
            desk,
            frame,
            look,
            scene,
            lambda: program.settings,
            program.open_project,
            program.change_settings,
            program.tell,
        ),
    )
    _set_editable(frame, not desk.is_read_only)
    desk.edited.connect(lambda: _set_editable(frame, not desk.is_read_only))
    desk.shown.connect(frame.overview.settle)
    map_screen.show_all()
    panel_screen.show_all()
    if before is not None and is_same:
        _look_as_before(frame, before.frame)
    if program.settings.show_hints and not desk.is_read_only:
        controllers += (Hints(desk, frame, look, program.end_hints),)
    return Window(frame, desk, controllers)


def _look_as_before(frame: Frame, before: Frame) -> None:
    """Let a new window show the same ground and layers as the one it stands in for."""
    before.right.close_page()  # it stays behind, with the layer it had on
    for name in LAYER_NAMES:
        frame.layers.boxes[name].setChecked(before.map.layers.shows(name))
    frame.areas.set_expanded(before.areas.fold.isChecked())
    if not before.map.is_fitted:
        seen = before.map.camera
        frame.map.set_camera(
            frame.map.camera._replace(e=seen.e, n=seen.n, metres_per_pixel=seen.metres_per_pixel)
        )


def _set_editable(frame: Frame, editable: bool) -> None:
    """Offer what changes the scenario, or take it away where nothing can be stored."""
    frame.practice.set_editable(editable)
    frame.scenarios.set_editable(editable)
    frame.map.set_dragging_enabled(editable)
