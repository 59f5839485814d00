"""A file, sheet or layer as it was recognised: what it is, and which column is what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.domain.text import Text
from models.importers.columns import plain
from models.importers.coordinates import System
from models.importers.kinds import FIELD_TITLES, NEEDS, WORDS, SourceKind
from models.importers.layout import Layout
from models.importers.matching import Proposal, is_met, propose


@dataclass(frozen=True, slots=True)
class Match:
    """What a source was taken to be: all that is remembered of it for next time.

    Attributes
    ----------
    kind : SourceKind
    columns : mapping of field to heading
    system : System or None
        None where rows tell by where they fall.
    """

    kind: SourceKind = SourceKind.UNKNOWN
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    system: System | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the match as plain JSON values."""
        return {
            "kind": self.kind.value,
            "columns": dict(self.columns),
            "system": None if self.system is None else self.system.value,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Match:
        """Return the match that `to_json` wrote.

        Raises
        ------
        ValueError, KeyError
            When it is none: settings may have been changed by hand.
        """
        system = values["system"]
        columns = {str(name): str(heading) for name, heading in values["columns"].items()}
        return cls(SourceKind(values["kind"]), columns, None if system is None else System(system))


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of a source's kind, the column it has, and those it could have.

    Attributes
    ----------
    field : str
    title : Text
    is_needed : bool
        Whether the kind cannot do without it, given the columns matched by now.
    heading : str or None
        The column it has.
    alternatives : tuple of str
        Columns that could hold it by name or content, the likeliest first; any other may be
        chosen as well.
    """

    field: str
    title: Text
    is_needed: bool
    heading: str | None
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A file, or a sheet or layer of it.

    Attributes
    ----------
    path : Path
    layout : Layout
    match : Match
    sureness : float
        0 to 1: 1 where kind and needed columns are told by their own words.
    headings : tuple of str
        Every column from left to right.
    preview : tuple of rows of texts
        The first rows, as wide as `headings`.
    preview_rows : tuple of int
        The row each stands in, as a spreadsheet counts.
    n_rows : int
        Rows below the header; reckoned from the size of a large text file.
    n_parts : int
        Sheets or layers that its file has.
    problem : Text or None
        Why it cannot be read at all; None where it can.
    """

    path: Path
    layout: Layout
    match: Match = Match()
    sureness: float = 0.0
    headings: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    preview_rows: tuple[int, ...] = ()
    n_rows: int = 0
    n_parts: int = 1
    problem: Text | None = None

    @property
    def kind(self) -> SourceKind:
        """What it is taken to be."""
        return self.match.kind

    @property
    def title(self) -> str:
        """The file's name, with its sheet or layer where it has several."""
        if self.n_parts == 1:
            return self.path.name
        return f"{self.path.name} · {self.layout.part}"

    @property
    def key(self) -> str:
        """What a match is remembered under: the same for next month's file of the same shape.

        It is made of the headings, whatever their order, so names of files and dates in them
        do not matter.
        """
        words = "\n".join(sorted(plain(heading) for heading in self.headings))
        digest = hashlib.sha256(f"{self.layout.format}\n{words}".encode()).hexdigest()
        return digest[:16]

    @property
    def is_complete(self) -> bool:
        """Whether it can be read as what it is taken to be."""
        if self.problem is not None or self.kind is SourceKind.UNKNOWN:
            return False
        return all(is_met(need, self.match.columns) for need in NEEDS[self.kind])

    def fields(self) -> tuple[FieldChoice, ...]:
        """Return every field of the kind, needed ones first, with its column and alternatives."""
        proposal = self._proposal(self.kind)
        needed = self._needed()
        choices = [
            FieldChoice(
                name,
                FIELD_TITLES[name],
                name in needed,
                self.match.columns.get(name),
                proposal.alternatives.get(name, ()),
            )
            for name in WORDS[self.kind]
        ]
        return tuple(sorted(choices, key=lambda choice: not choice.is_needed))

    def with_kind(self, kind: SourceKind) -> Source:
        """Return the source taken to be another kind, its columns proposed anew."""
        proposal = self._proposal(kind)
        return replace(self, match=Match(kind, proposal.columns, self.match.system), sureness=1.0)

    def with_column(self, name: str, heading: str | None) -> Source:
        """Return the source with a field's column chosen; None where the file has none.

        A column serves one field: it is taken from the one that had it.
        """
        columns = {
            field: column
            for field, column in self.match.columns.items()
            if field != name and column != heading
        }
        if heading is not None:
            columns[name] = heading
        return replace(self, match=replace(self.match, columns=columns))

    def with_system(self, system: System | None) -> Source:
        """Return the source with its coordinate system chosen."""
        return replace(self, match=replace(self.match, system=system))

    def remembering(self, match: Match) -> Source:
        """Return the source with a match of before, as far as its columns are still there."""
        columns = {
            name: heading
            for name, heading in match.columns.items()
            if heading in self.headings and name in WORDS[match.kind]
        }
        return replace(self, match=replace(match, columns=columns), sureness=1.0)

    def _proposal(self, kind: SourceKind) -> Proposal:
        return propose(self.headings, self.preview, WORDS[kind])

    def _needed(self) -> set[str]:
        """Return the fields of each need's group that is matched best, else of its first."""
        columns = self.match.columns
        needed: set[str] = set()
        for need in NEEDS[self.kind]:
            best = max(need, key=lambda group: sum(name in columns for name in group) / len(group))
            needed.update(best)
        return needed
