"""What the controller hands the map: plain values for practices and flows."""

from __future__ import annotations

from typing import NamedTuple

from models.domain.place import Place
from models.domain.practice import ProviderNumber, Status
from widgets.painting.symbols import SymbolLook, kind_of


class PracticeMark(NamedTuple):
    """One practice as the map shows it.

    Attributes
    ----------
    number : str
        Provider number.
    name : str
    e, n : float
        EPSG:25832, metres.
    list : int
        Listed patients; for a practice that is gone, those it had.
    status : Status
    has_doctor : bool
    is_new : bool
        The scenario opened it.
    moved_from : Place or None
        Where it stood before the scenario moved it.
    is_gone : bool
        The scenario closed it or merged it into another.
    satellites : tuple of Place
        Where it holds consultations beside its own address.
    """

    number: ProviderNumber
    name: str
    e: float
    n: float
    list: int
    status: Status
    has_doctor: bool = True
    is_new: bool = False
    moved_from: Place | None = None
    is_gone: bool = False
    satellites: tuple[Place, ...] = ()

    @property
    def look(self) -> SymbolLook:
        """How its symbol looks."""
        if self.is_gone:
            return SymbolLook("gone")
        changed = self.is_new or self.moved_from is not None
        return SymbolLook(kind_of(self.status), changed, self.has_doctor)


class FlowLine(NamedTuple):
    """Persons who change practice: where from, where to (EPSG:25832, metres), how many.

    `source` and `target` are the provider numbers; empty where the line stands for several.
    """

    start: Place
    end: Place
    persons: int
    source: ProviderNumber = ""
    target: ProviderNumber = ""


class OrderMark(NamedTuple):
    """A place with its turn in an order: `label` is what stands in its badge.

    `is_hit` marks where persons came to, `is_home` where they live.
    """

    place: Place
    label: str
    is_hit: bool = False
    is_home: bool = False
