"""What areas are called where a rule pack speaks of them by code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_SHIPPED = {"0101": "København", "0147": "Frederiksberg", "0155": "Dragør", "0185": "Tårnby"}
"""The municipalities that the shipped packs speak of: most regions' projects do not have them."""
_MUNICIPALITY_CODE = re.compile(r"\d{4}")
_MARKS = frozenset(":;")
"""A name with one of these could not be read back from "name: value; name: value"."""


class AreaNames:
    """Names for the codes of municipalities and coverage areas, and codes for what is typed.

    Two areas of one name are told apart by their code: "Lemvig (0665)".
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        known = {**_SHIPPED, **names}
        self._namesakes = Counter(name.casefold() for name in known.values())
        self._called = {code: self._distinct(code, name) for code, name in known.items()}
        self._codes = {called.casefold(): code for code, called in self._called.items()}

    def called(self, code: str) -> str:
        """Return an area's name; its code where the name is not known."""
        return self._called.get(code, code)

    def code_of(self, text: str) -> str | None:
        """Return the code that is meant by a code or a name, None where there is no such area.

        Codes of municipalities that the project does not have are taken as they are: a pack
        may be made for more than one region.
        """
        text = " ".join(text.split())
        if text in self._called or _MUNICIPALITY_CODE.fullmatch(text):
            return text
        return self._codes.get(text.casefold())

    def namesakes(self, text: str) -> tuple[str, ...]:
        """Return what the areas are called that share the name `text`."""
        name = " ".join(text.split()).casefold()
        if self._namesakes[name] < 2:
            return ()
        return tuple(c for c in self._called.values() if c.casefold().startswith(f"{name} ("))

    def _distinct(self, code: str, name: str) -> str:
        if _MARKS.intersection(name):
            return code
        return name if self._namesakes[name.casefold()] == 1 else f"{name} ({code})"


NamesByValue = Mapping[str, AreaNames]
"""What areas are called in each value of a pack that goes by area."""


def names_by_value(municipalities: Mapping[str, str], coverage: Mapping[str, str]) -> NamesByValue:
    """Return the names that each value may speak of, from names by code."""
    return {
        "norm_by_area": AreaNames({**municipalities, **coverage}),
        "limit_m_by_municipality": AreaNames(municipalities),
    }


SHIPPED_NAMES = names_by_value({}, {})
