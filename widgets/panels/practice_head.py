"""The head of a practice's card: name, number, form, address and intake status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.domain.practice import Practice, Satellite, Status
from widgets.panels.painted import FigureLabel, StatusLabel
from widgets.panels.parts import (
    ElidedLabel,
    LineLabel,
    make_label,
    make_quiet_button,
    rich_text,
    set_text,
)
from widgets.style import Look
from widgets.words import Words
from widgets.words.edits import capacity_text


class PracticeHead(QWidget):
    """Who the practice is and whether it takes new patients, with the reason.

    `why_button` asks for the whole story.
    """

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._placed: tuple[str, ...] = ()
        self.title = make_label(look, role="title", wraps=True)
        self.number = make_label(look, role="caption", tone="muted")
        self.address = LineLabel(look, tone="muted")
        self.satellites = ElidedLabel(look, tone="muted")
        self.status = StatusLabel(look, "strong")
        self.status_note = FigureLabel(look, "caption")
        self.why = make_label(look, role="caption", wraps=True)
        self.why_button = make_quiet_button(words("why.button"))
        self.why_button.setToolTip(words("why.button.tip"))
        self._lay_out(look)

    def show_practice(self, practice: Practice, municipality: str) -> None:
        """Show name and number, and in one line form and address (else the municipality)."""
        words = self._words
        set_text(self.title, practice.name)
        if self.number.text() != practice.provider_number:
            self.number.setText(practice.provider_number)
            self.number.setToolTip(words("practice.number", number=practice.provider_number))
        self.show_place(practice, municipality)

    def show_place(self, practice: Practice, municipality: str) -> None:
        """Show form and address (else the municipality); a drag asks with every frame."""
        told = (practice.form, practice.address, practice.postcode, practice.town, municipality)
        if told != self._placed:
            self._placed = told
            form = self._words(f"form.{practice.form}")
            set_text(self.address, _address(form, practice, municipality))

    def show_satellites(self, satellites: Sequence[Satellite], towns: Sequence[str]) -> None:
        """Show where else the practice holds consultations, and how often; else nothing."""
        lines = [
            self._satellite_line(each, town) for each, town in zip(satellites, towns, strict=True)
        ]
        set_text(self.satellites, " · ".join(lines))
        self.satellites.setVisible(bool(lines))

    def _satellite_line(self, satellite: Satellite, town: str) -> str:
        key = "practice.satellite.near" if town else "practice.satellite.somewhere"
        days = capacity_text(self._words, satellite.days)
        return self._words(f"{key}.1" if satellite.days == 1 else key, town=town, n=days)

    def show_status(self, status: Status | None, before: Status | None, why: str) -> None:
        """Show the intake status (None for a practice that is gone), the old one and why."""
        words = self._words
        key = "gone" if status is None else status.value
        self.status.set_status(status, words(f"status.{key}"))
        note = ""
        if before is not None and before is not status:
            note = words("before", value=words(f"status.{before}").lower())
        self.status_note.set_text(note, "muted")
        set_text(self.why, why)
        self.why.setVisible(bool(why))

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.title, 1)
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.address)
        column.addWidget(self.satellites)
        self.satellites.hide()
        column.addSpacing(look.px(4))
        line = QHBoxLayout()
        line.addWidget(self.status)
        line.addStretch(1)
        line.addWidget(self.status_note)
        line.addWidget(self.why_button)
        column.addLayout(line)
        column.addWidget(self.why)


class StoryLabel(QLabel):
    """The sentence after an edit, its bad pieces in red."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(look.font())
        self.hide()

    def show_story(self, pieces: Iterable[tuple[str, bool]]) -> None:
        """Show pieces of text and whether each is bad; nothing hides the sentence."""
        text = rich_text(pieces, self._look)
        set_text(self, text)
        self.setVisible(bool(text))


def _address(form: str, practice: Practice, municipality: str) -> str:
    town = f"{practice.postcode} {practice.town}".strip()
    address = ", ".join(part for part in (practice.address, town) if part)
    return " · ".join(part for part in (form, address or municipality) if part)
