"""The status line shortens its longest parts and never hides that it did."""

from __future__ import annotations

import pytest

from widgets.panels.status_line import GAP, StatusLine, widest

PARTS = ["Scenarie: I dag", "Vejnet: midtjylland-roads.osm.pbf, marts 2026", "Lister: skøn"]


@pytest.fixture
def line(qtbot, look):
    line = StatusLine(look)
    qtbot.addWidget(line)
    line.set_parts(PARTS)
    return line


def test_with_room_for_all_nothing_is_shortened(line):
    line.resize(900, 20)
    assert line.shown() == PARTS


def test_without_room_the_longest_part_ends_in_dots_and_the_short_ones_stay(line):
    line.resize(360, 20)
    first, second, third = line.shown()
    assert (first, third) == (PARTS[0], PARTS[2])
    assert second.startswith("Vejnet")
    assert second.endswith("…")


def test_the_tip_has_everything(line):
    assert line.toolTip().split("\n") == PARTS


@pytest.mark.parametrize(
    ("widths", "room", "expected"),
    [([10, 20, 30], 60, 30), ([10, 20, 30], 50, 20), ([10, 50, 50], 60, 25), ([40, 40], 30, 16)],
)
def test_room_is_shared_from_the_shortest_up(widths, room, expected):
    assert widest(widths, room, least=16) == expected


def test_shorter_words_are_taken_before_any_is_cut(line):
    short = tuple(part.split(":")[0] for part in PARTS)
    line.set_parts(PARTS, short)
    line.resize(2_000, 20)
    assert line.shown() == list(PARTS)
    room = sum(line.fontMetrics().horizontalAdvance(part) + GAP for part in short)
    line.resize(room, 20)
    assert line.shown() == list(short)
    assert line.toolTip() == "\n".join(PARTS)
