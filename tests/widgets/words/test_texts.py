"""Danish and English are complete and name the same values."""

from __future__ import annotations

from datetime import datetime
from string import Formatter

from widgets.words import (
    Words,
    app,
    dialogs,
    distances,
    edits,
    hints,
    importing,
    panels,
    story,
    update,
    whys,
)

TEXTS = {
    **panels.TEXTS,
    **dialogs.TEXTS,
    **distances.TEXTS,
    **edits.TEXTS,
    **story.TEXTS,
    **app.TEXTS,
    **hints.TEXTS,
    **importing.TEXTS,
    **update.TEXTS,
    **whys.TEXTS,
}


def fields_of(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_text_is_there_in_both_languages():
    assert [key for key, text in TEXTS.items() if not (text.da and text.en)] == []


def test_both_languages_name_the_same_values():
    differing = [key for key, text in TEXTS.items() if fields_of(text.da) != fields_of(text.en)]
    assert differing == []


def test_lukket_is_said_of_intake_only():
    said = {key for key, text in TEXTS.items() if "lukke" in text.da.lower()}
    about_intake = ("intake", "status", "practices_closed", "practices_selective", "limit")
    assert [key for key in said if not any(word in key for word in about_intake)] == []


def test_a_time_of_day_is_written_as_the_language_does():
    moment = datetime(2026, 10, 1, 9, 5)
    assert Words("da").time(moment) == "09.05"
    assert Words("en").time(moment) == "09:05"
