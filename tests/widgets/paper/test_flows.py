"""Which flows are drawn, and that the page tells of the others."""

from __future__ import annotations

from dataclasses import replace

from models.domain.place import Place
from tests.towns import E0, N0
from tests.widgets.paper.conftest import MakePage
from widgets.map.marks import FlowLine
from widgets.paper.flows import drawn_flows, omission_sentences
from widgets.paper.page import Shown
from widgets.words import Words

START = Place(E0, N0)
DA = Words("da")


def flow(persons: int, metres: float = 5_000) -> FlowLine:
    return FlowLine(START, Place(E0 + metres, N0), persons)


def test_all_flows_are_drawn_where_they_are_few(make_page: MakePage) -> None:
    drawn = drawn_flows(make_page(flows=(flow(20), flow(300, 6_000))))
    assert [line.persons for line in drawn.flows] == [300, 20]
    assert omission_sentences(drawn, DA) == []


def test_only_the_greatest_are_drawn_where_they_are_many(make_page: MakePage) -> None:
    drawn = drawn_flows(make_page(flows=tuple(flow(persons) for persons in range(100, 130))))
    assert [line.persons for line in drawn.flows] == list(range(129, 115, -1))
    assert omission_sentences(drawn, DA) == ["Strømme på under 116 personer er ikke tegnet."]


def test_flows_of_a_few_persons_are_left_out(make_page: MakePage) -> None:
    drawn = drawn_flows(make_page(flows=(flow(990), flow(2), flow(2, 7_000))))
    assert [line.persons for line in drawn.flows] == [990]
    assert omission_sentences(drawn, DA) == ["Strømme på under 990 personer er ikke tegnet."]


def test_flows_as_large_as_each_other_are_all_drawn(make_page: MakePage) -> None:
    flows = tuple(flow(5, 5_000 + metres) for metres in range(20))
    assert len(drawn_flows(make_page(flows=flows)).flows) == 20


def test_flows_inside_a_town_are_left_out_and_the_legend_says_so(make_page: MakePage) -> None:
    page = make_page(flows=(flow(4_000, 200), flow(300)))
    drawn = drawn_flows(page)
    assert [line.persons for line in drawn.flows] == [300]
    assert omission_sentences(drawn, DA) == ["Strømme kortere end 0,5 km er ikke tegnet."]
    close = replace(page, extent=page.extent._replace(east=page.extent.west + 2_000, north=N0))
    assert len(drawn_flows(close).flows) == 2


def test_flows_that_are_not_shown_are_not_spoken_of(make_page: MakePage) -> None:
    drawn = drawn_flows(make_page(flows=(flow(990), flow(2)), shown=Shown(flows=False)))
    assert drawn.flows == ()
    assert omission_sentences(drawn, DA) == []
