"""Sentences to be read aloud: their figures add up and the bad part is marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.words import Words
from widgets.words.story import (
    NAMED_DESTINATIONS,
    closing_story,
    merging_story,
    opening_story,
    whole_percents,
)

counts = st.lists(st.integers(0, 20_000), min_size=1, max_size=12)


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def bad_part_of(pieces):
    return "".join(piece.text for piece in pieces if piece.is_bad)


@given(counts)
def test_percentages_add_up_to_a_hundred(persons):
    percents = whole_percents(persons)
    assert sum(percents) == (100 if sum(persons) else 0)


@given(counts)
def test_no_percentage_is_a_whole_point_off(persons):
    total = sum(persons)
    for percent, count in zip(whole_percents(persons), persons, strict=True):
        assert total == 0 or abs(percent - 100 * count / total) < 1


@given(counts.filter(sum))
def test_percentages_in_a_sentence_add_up_to_a_hundred(persons):
    shares = [(f"Lægehus {chr(65 + i)}", count) for i, count in enumerate(persons[1:])]
    story = closing_story(Words("en"), "X", sum(persons), shares, persons[0], 15)
    if persons[0] < sum(persons):
        told = [int(n) for n in re.findall(r"(?<!under )(\d+)%", text_of(story))]
        assert sum(told) == 100


def test_a_closing_tells_who_goes_where_and_who_has_no_place():
    shares = [("Lægerne i Vildbjerg", 388), ("Lægehuset Aulum", 987)]
    story = closing_story(Words("da"), "Lægen i Haderup", 1618, shares, 243, 15)
    assert text_of(story) == (
        "1.618 tilmeldte: 61 % til Lægehuset Aulum, 24 % til Lægerne i Vildbjerg, "
        "15 % (243) uden plads inden for 15 km."
    )
    assert bad_part_of(story) == "15 % (243) uden plads inden for 15 km"


def test_names_with_a_comma_are_set_apart_by_semicolons():
    shares = [("Lægehuset Lystrup, Møllevej 39", 5), ("Lægehuset Rønde", 3)]
    story = closing_story(Words("da"), "X", 10, shares, 2, 15)
    assert text_of(story) == (
        "10 tilmeldte: 50 % til Lægehuset Lystrup, Møllevej 39; 30 % til Lægehuset Rønde; "
        "20 % (2) uden plads inden for 15 km."
    )


def test_where_everybody_finds_a_place_nothing_is_red():
    story = closing_story(Words("da"), "X", 10, [("A", 10)], 0, 15)
    assert text_of(story) == "10 tilmeldte: 100 % til A."
    assert bad_part_of(story) == ""


def test_where_nobody_finds_a_place_that_is_the_whole_story():
    story = closing_story(Words("da"), "X", 1200, [], 1200, 7.5)
    assert text_of(story) == "1.200 tilmeldte: ingen finder plads inden for 7,5 km."
    assert bad_part_of(story) == "ingen finder plads inden for 7,5 km"


def test_a_few_without_a_place_are_never_rounded_away():
    story = closing_story(Words("da"), "X", 10_000, [("A", 9_998)], 2, 15)
    assert bad_part_of(story) == "under 1 % (2) uden plads inden for 15 km"


def test_small_destinations_are_gathered():
    shares = [(name, 10) for name in "ABCDEFGH"]
    story = text_of(closing_story(Words("da"), "X", 80, shares, 0, 15))
    assert story.count(" til ") == NAMED_DESTINATIONS + 1
    assert story.endswith(" til 4 andre.")


def test_a_single_further_destination_is_named():
    shares = [(name, 20) for name in "ABCDE"]
    story = text_of(closing_story(Words("da"), "X", 100, shares, 0, 15))
    assert story.endswith("20 % til E.")


def test_an_empty_list_is_told_as_such():
    story = closing_story(Words("da"), "Lægen i Haderup", 0, [], 0, 15)
    assert text_of(story) == "Lægen i Haderup havde ingen tilmeldte."


def test_a_name_with_a_bar_stays_in_one_piece():
    story = closing_story(Words("da"), "X", 10, [("A|B {c}", 10)], 0, 15)
    assert bad_part_of(story) == ""
    assert "A|B {c}" in text_of(story)


@pytest.mark.parametrize(("load", "bad"), [(0.96, ""), (1.04, "belastning 104 %")])
def test_a_merged_practice_above_its_limit_is_the_bad_part(load, bad):
    story = merging_story(Words("da"), ["A", "B"], "B", 5425, 3.5, load)
    assert text_of(story).startswith("A og B er samlet i B: 5.425 tilmeldte, 3,5 kapaciteter")
    assert bad_part_of(story) == bad


def test_an_opening_tells_for_whom_it_is_the_nearest():
    story = opening_story(Words("da"), "Lægerne på Mols", 2310)
    assert text_of(story) == "Lægerne på Mols er nærmeste praksis for 2.310 personer."
    assert text_of(opening_story(Words("da"), "A", 1)).endswith("for 1 person.")
