"""Answers "why?" in the window: for a practice, a flow or the residents of a square."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from app.controllers.editing import Editing
from app.controllers.map_screen import MapScreen
from app.desk import Desk
from app.frame import Frame
from app.presentation import domino_view
from models.domain.errors import KnownError
from models.domain.place import Place
from models.domain.practice import ProviderNumber
from models.scenario.domino import Round, rounds_of
from models.scenario.explain import Closing, closing_of, explain, is_distributed, replay
from models.scenario.why import Subject, Why
from widgets.map.marks import OrderMark
from widgets.panels.domino_page import DominoPage
from widgets.panels.why_page import WhyPage
from widgets.style import Look

NUMBERED = 20
"""So many practices get a badge on the map; the list has all of them."""


class Question(NamedTuple):
    """What was asked: a practice, a square, both, or a flow to `target`."""

    practice: ProviderNumber | None
    square: str | None = None
    target: ProviderNumber | None = None
