"""The words in which registers tell a practice's form and its intake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from models.domain.practice import Form, Status

_Word = TypeVar("_Word", Form, Status)

FORMS: tuple[tuple[str, Form], ...] = (
    ("enkeltmand", Form.SOLO),
    ("solo", Form.SOLO),
    ("kompagni", Form.PARTNERSHIP),
    ("partnership", Form.PARTNERSHIP),
    ("samarbejd", Form.COLLABORATIVE),
    ("netværk", Form.COLLABORATIVE),
    ("collaborat", Form.COLLABORATIVE),
    ("dele", Form.SHARED_POST),
    ("shared", Form.SHARED_POST),
    ("udbud", Form.TENDER),
    ("tender", Form.TENDER),
    ("region", Form.REGIONAL),
    ("nærklinik", Form.REGIONAL),
    ("licens", Form.LICENCE),
    ("licence", Form.LICENCE),
)
STATUSES: tuple[tuple[str, Status], ...] = (
    ("selekti", Status.SELECTIVE),
    ("selecti", Status.SELECTIVE),
    ("delvis", Status.SELECTIVE),
    ("partly", Status.SELECTIVE),
    ("åben", Status.OPEN),
    ("aaben", Status.OPEN),
    ("open", Status.OPEN),
    ("lukket", Status.CLOSED),
    ("closed", Status.CLOSED),
)
YES_NO: tuple[tuple[str, Status], ...] = (
    ("ja", Status.CLOSED),
    ("yes", Status.CLOSED),
    ("nej", Status.OPEN),
    ("no", Status.OPEN),
    *STATUSES,
)
"""Answers where it is asked whether intake is closed."""
NO_YES: tuple[tuple[str, Status], ...] = (
    ("ja", Status.OPEN),
    ("yes", Status.OPEN),
    ("nej", Status.CLOSED),
    ("no", Status.CLOSED),
    *STATUSES,
)
"""Answers where it is asked whether intake is open."""


def by_beginning(text: str, words: Sequence[tuple[str, _Word]]) -> _Word | None:
    """Return what the first word that `text` begins with stands for, None where none does."""
    folded = text.casefold().strip()
    return next((value for word, value in words if folded.startswith(word)), None)
