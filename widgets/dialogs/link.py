"""One ferry or bridge: its name, both its ends, and how long the crossing takes."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from models.domain.place import Place
from models.network.links import MOST_MINUTES, Link
from widgets.dialogs.form import Dialog
from widgets.panels.parts import CalmComboBox, CalmDoubleSpinBox, make_button
from widgets.style import Look
from widgets.words import Words

_KINDS: tuple[Literal["ferry", "bridge"], ...] = ("ferry", "bridge")
_EASTING, _NORTHING = (200_000, 1_000_000), (6_000_000, 6_500_000)
"""Where Denmark is, EPSG:25832 in metres; so a number too few is noticed."""


class LinkDraft(NamedTuple):
    """A link as far as it is filled in; an end is None while it is nowhere."""

    name: str = ""
    kind: Literal["ferry", "bridge"] = "ferry"
    start: Place | None = None
    end: Place | None = None
    minutes: float = 10.0
    wait_minutes: float = 0.0
    days: str = ""

    @classmethod
    def of(cls, link: Link) -> LinkDraft:
        """Return what a link says."""
        return cls(
            link.name,
            link.kind,
            link.start,
            link.end,
            link.minutes,
            link.wait_minutes,
            link.days,
        )


class LinkDialog(Dialog):
    """Asks for one link; its ends are typed, or pointed out on the map.

    Attributes
    ----------
    wants_map : bool
        Whether it was closed to let the ends be pointed out.
    """

    def __init__(
        self,
        words: Words,
        look: Look,
        draft: LinkDraft,
        is_new: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        title = words("link.title.new") if is_new else words("link.title", name=draft.name)
        super().__init__(words, look, title, words("link.lead"), parent)
        self.wants_map = False
        self.name = QLineEdit(draft.name)
        self.kind = CalmComboBox()
        for kind in _KINDS:
            self.kind.addItem(words(f"links.kind.{kind}"), kind)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind))
        self.ends = tuple(QLineEdit(self._written(end)) for end in (draft.start, draft.end))
        for edit in self.ends:
            edit.setPlaceholderText(words("link.place"))
        self.map_button = make_button(look, words("link.map"))
        self.map_button.clicked.connect(self._on_map_clicked)
        self.minutes = self._make_minutes(draft.minutes)
        self.wait = self._make_minutes(draft.wait_minutes)
        self.days = QLineEdit(draft.days)
        rows = self.make_form()
        rows.addRow(words("dialog.name"), self.name)
        rows.addRow(words("links.kind"), self.kind)
        rows.addRow(words("links.start"), self.ends[0])
        rows.addRow(words("links.end"), self.ends[1])
        rows.addRow("", self.map_button)
        rows.addRow(words("links.minutes"), self.minutes)
        rows.addRow(words("links.wait"), self.wait)
        rows.addRow(words("links.days"), self.days)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self._on_kind_changed()
        self.add_accept_button(words("link.accept.new" if is_new else "link.accept"))
        self.name.setFocus()

    def draft(self) -> LinkDraft:
        """Return what is filled in."""
        is_ferry = self._is_ferry
        return LinkDraft(
            self.name.text().strip(),
            "ferry" if is_ferry else "bridge",
            place_in(self.ends[0].text()),
            place_in(self.ends[1].text()),
            self.minutes.value() if is_ferry else 0.0,
            self.wait.value() if is_ferry else 0.0,
            self.days.text().strip(),
        )

    def link(self) -> Link:
        """Return the link; `problem` must be empty."""
        draft = self.draft()
        start, end = cast(Place, draft.start), cast(Place, draft.end)
        return Link(
            draft.name, draft.kind, start, end, draft.minutes, draft.wait_minutes, draft.days
        )

    def problem(self) -> str:
        """Return what is missing or cannot be read."""
        draft = self.draft()
        if not draft.name:
            return self._words("dialog.error.name")
        for place, column in ((draft.start, "start"), (draft.end, "end")):
            if place is None:
                return self._words("link.error.place", column=self._words(f"links.{column}"))
        if draft.start == draft.end:
            return self._words("link.error.same")
        if draft.kind == "ferry" and draft.minutes <= 0:
            return self._words("link.error.minutes")
        return ""

    @property
    def _is_ferry(self) -> bool:
        return bool(self.kind.currentData() == "ferry")

    def _make_minutes(self, value: float) -> CalmDoubleSpinBox:
        box = CalmDoubleSpinBox(self._words.language)
        box.setRange(0, MOST_MINUTES)
        box.setSingleStep(5)
        box.setValue(value)
        return box

    def _written(self, place: Place | None) -> str:
        return "" if place is None else f"{place.e:.0f}, {place.n:.0f}"

    def _on_kind_changed(self) -> None:
        for field in (self.minutes, self.wait, self.days):
            field.setEnabled(self._is_ferry)

    def _on_map_clicked(self) -> None:
        self.wants_map = True
        QDialog.accept(self)


def place_in(text: str) -> Place | None:
    """Return the place that a text names by easting and northing, None where it names none."""
    numbers = [number.replace(".", "") for number in re.findall(r"\d[\d.]*", text)]
    if len(numbers) != 2:
        return None
    e, n = map(int, numbers)
    is_here = _EASTING[0] <= e <= _EASTING[1] and _NORTHING[0] <= n <= _NORTHING[1]
    return Place(float(e), float(n)) if is_here else None
