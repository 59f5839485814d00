"""Errors that are the world's fault: shown calmly, in words, with what to do."""

from __future__ import annotations

from models.domain.text import Language, Text


class KnownError(Exception):
    """Something outside the program is wrong; the message says what, where and what to do.

    Attributes
    ----------
    text : Text
        The message in Danish and English; whole sentences.
    """

    def __init__(self, da: str, en: str) -> None:
        super().__init__(da)
        self.text = Text(da, en)

    def in_language(self, language: Language) -> str:
        """Return the message in `language`."""
        return self.text.in_language(language)


class InputError(KnownError):
    """A file or row that was handed in cannot be used."""


class EditRefusedError(KnownError):
    """An edit that the scenario cannot take; nothing was changed."""


class ProjectError(KnownError):
    """The project file cannot be opened, read or written."""


class CancelledError(Exception):
    """The user cancelled a long job; everything is as it was."""
