"""One ferry or bridge: what is asked of it, and what is refused."""

from __future__ import annotations

import pytest

from models.domain.place import Place
from models.network.links import Link
from widgets.dialogs.link import LinkDialog, LinkDraft, place_in
from widgets.dialogs.links import LinkRow, LinksDialog

A, B = Place(501_580.0, 6_295_110.0), Place(501_240.0, 6_295_600.0)
FUR = Link("Branden–Fur", "ferry", A, B, 5.25, 10.0, "daglig")
DAM = Link("Dæmningen", "bridge", B, A)


def make(qtbot, words, look, draft: LinkDraft) -> LinkDialog:
    dialog = LinkDialog(words, look, draft)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize("link", [FUR, DAM])
def test_a_link_comes_back_as_it_was(qtbot, words, look, link):
    dialog = make(qtbot, words, look, LinkDraft.of(link))
    assert dialog.problem() == ""
    assert dialog.link() == link


def test_a_bridge_has_neither_minutes_nor_days(qtbot, words, look):
    dialog = make(qtbot, words, look, LinkDraft.of(FUR))
    dialog.kind.setCurrentIndex(dialog.kind.findData("bridge"))
    assert not dialog.minutes.isEnabled()
    assert dialog.link().minutes == 0.0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("501580, 6295110", A),
        ("501.580 6.295.110", A),
        ("øst 501580; nord 6295110", A),
        ("501580", None),
        ("6295110, 501580", None),
        ("8,5 55,3", None),
        ("", None),
    ],
)
def test_places_are_read_as_people_write_them(text, place):
    assert place_in(text) == place


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (LinkDraft(), "Navn"),
        (LinkDraft("Fur", start=A), "Til"),
        (LinkDraft("Fur", start=A, end=A), "samme sted"),
        (LinkDraft("Fur", start=A, end=B, minutes=0.0), "minutter"),
    ],
)
def test_what_is_missing_is_said_and_the_dialog_stays(qtbot, words, look, draft, said):
    dialog = make(qtbot, words, look, draft)
    dialog.accept()
    assert dialog.isVisible()
    assert said in dialog.error.text()


def test_the_map_is_asked_for_without_anything_being_filled_in(qtbot, words, look):
    dialog = make(qtbot, words, look, LinkDraft())
    dialog.map_button.click()
    assert dialog.wants_map
    assert not dialog.isVisible()


def book(qtbot, words, look, *links: Link) -> LinksDialog:
    dialog = LinksDialog(words, look, [LinkRow(link, "her", "der") for link in links])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_row_can_be_taken_out_and_the_others_stay_in_order(qtbot, words, look):
    other = Link("Arø", "ferry", A, B, 7.0)
    dialog = book(qtbot, words, look, DAM, FUR, other)
    dialog.table.setCurrentCell(1, 1)
    dialog.remove_button.click()
    assert dialog.links() == (DAM, other)


def test_the_current_row_is_told_by_its_place_among_the_links(qtbot, words, look):
    dialog = book(qtbot, words, look, DAM, FUR)
    dialog.table.setCurrentCell(0, 1)
    assert dialog.links()[dialog.current] == FUR
    dialog.change_button.click()
    assert dialog.wish == "change"
    assert not dialog.isVisible()


def test_an_empty_book_can_be_added_to(qtbot, words, look):
    dialog = book(qtbot, words, look, FUR)
    dialog.table.setCurrentCell(0, 1)
    dialog.remove_button.click()
    assert not dialog.table.isVisible()
    assert not dialog.change_button.isEnabled()
    dialog.add_button.click()
    assert dialog.wish == "add"
