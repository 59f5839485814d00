"""The region's instruments for a practice project: what may be offered, and where.

References
----------
Region Midtjylland, perspective plan for general practice (2008): the matrix of instruments.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.domain.text import Text


class Offer(StrEnum):
    """Whether an instrument is offered."""

    YES = "yes"
    POSSIBLY = "possibly"
    LIMITED = "possibly_for_a_limited_time"
    NO = "no"

    @property
    def text(self) -> Text:
        """The answer in one word, or a few."""
        return _ANSWERS[self]


_ANSWERS = {
    Offer.YES: Text("ja", "yes"),
    Offer.POSSIBLY: Text("evt.", "possibly"),
    Offer.LIMITED: Text("evt. i en periode", "possibly, for a limited time"),
    Offer.NO: Text("nej", "no"),
}


class Instruments(NamedTuple):
    """What the region may offer a project.

    Attributes
    ----------
    knowledge : Offer
        Data, advice and process support.
    risk : Offer
        Security for loans and rent.
    building : Offer
        Premises that the region provides.
    subsidy : Offer
        Support of the running of the practice.
    """

    knowledge: Offer
    risk: Offer
    building: Offer
    subsidy: Offer


TITLES = {
    "knowledge": Text("Viden", "Knowledge"),
    "risk": Text("Risiko", "Risk"),
    "building": Text("Bygning", "Building"),
    "subsidy": Text("Tilskud", "Subsidy"),
}
"""By field of `Instruments`, in their order."""


def instruments_for(*, furthers_structure: bool, is_challenged: bool) -> Instruments:
    """Return what may be offered a project in an area with or without special challenge."""
    return _MATRIX[furthers_structure, is_challenged]


_MATRIX = {
    (False, False): Instruments(Offer.POSSIBLY, Offer.NO, Offer.NO, Offer.NO),
    (False, True): Instruments(Offer.YES, Offer.YES, Offer.NO, Offer.NO),
    (True, False): Instruments(Offer.YES, Offer.YES, Offer.NO, Offer.NO),
    (True, True): Instruments(Offer.YES, Offer.YES, Offer.YES, Offer.LIMITED),
}
