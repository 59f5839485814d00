"""Tells on standard error how far a long command has come."""

from __future__ import annotations

import sys

from models.domain.text import Language, Text


class ProgressLines:
    """Prints each step on standard error, and its per cent in steps of ten."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._told = ("", -1)

    def __call__(self, what: Text, share: float) -> None:
        """Print the step, unless it was printed last."""
        line = (what.in_language(self._language), int(share * 10))
        if line != self._told:
            self._told = line
            print(f"{10 * line[1]:3d} % {line[0]}", file=sys.stderr, flush=True)
