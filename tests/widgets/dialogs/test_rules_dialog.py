"""The dialog of rule packs: shows, asks, and shows what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.domain.rules import OWN_VALUE, VALUES, Measure, shipped_rule_packs
from models.domain.text import Text
from models.report.area_names import names_by_value
from widgets.dialogs.rules import RulesDialog

SHIPPED = shipped_rule_packs()
OWN = replace(SHIPPED[1], id="own-1", title=Text("Vores", "Ours"))
USERS = {"2015-2024": ["I dag", "Plan A"]}


@pytest.fixture
def dialog(qtbot, words, look):
    dialog = RulesDialog(words, look, "Plan A")
    qtbot.addWidget(dialog)
    dialog.show_packs([*SHIPPED, OWN], USERS, "2015-2024")
    dialog.show()
    return dialog


def mark(dialog, pack_id):
    dialog.packs.setCurrentRow([*(pack.id for pack in SHIPPED), "own-1"].index(pack_id))


def told(qtbot, dialog, act):
    with qtbot.waitSignal(dialog.packRequested) as asked:
        act()
    return asked.args[0]


def test_it_opens_at_the_pack_in_force_and_names_what_it_judges(dialog):
    assert dialog.heading.text() == "Overenskomst 2015–2024"
    assert "Bruges af: I dag, Plan A" in dialog.facts.text()
    assert not dialog.judge.isEnabled()
    mark(dialog, "2025")
    assert "Bruges ikke" in dialog.facts.text()
    assert dialog.judge.text() == "Bedøm »Plan A« efter dette"


def test_every_value_stands_with_its_source_and_what_is_assumed_says_so(dialog):
    mark(dialog, "2025")
    assert list(dialog.rows) == list(VALUES)
    norm = dialog.rows["norm_per_capacity"]
    assert norm.value.text() == "1.600 tilmeldte"
    assert "Ikke fastlagt" in norm.origin.text()
    assert norm.origin.text().endswith("(2025-07-01, antagelse)")


def test_a_shipped_pack_can_be_copied_but_not_changed_or_deleted(dialog, qtbot):
    assert all(not row.is_open for row in dialog.rows.values())
    assert not dialog.delete.isEnabled()
    with qtbot.waitSignal(dialog.copyRequested) as asked:
        dialog.copy.click()
    assert asked.args == ["2015-2024"]


def test_another_value_is_the_planners_own_until_a_source_is_written(dialog, qtbot):
    mark(dialog, "own-1")
    row = dialog.rows["norm_per_capacity"]
    pack = told(qtbot, dialog, lambda: row.field.box.setValue(1450))
    assert row.assumed.isHidden()
    assert pack == replace(
        OWN, norm_per_capacity=1450, sources={**OWN.sources, "norm_per_capacity": OWN_VALUE}
    )
    dialog.show_packs([*SHIPPED, pack], USERS, "2015-2024")
    assert not row.assumed.isHidden()
    row.source.setText("Regionsrådet, møde 4")
    row.date.setText("2026-09")
    pack = told(qtbot, dialog, row.source.editingFinished.emit)
    source = pack.source_of("norm_per_capacity")
    assert (source.text.da, source.date, source.is_settled) == (
        "Regionsrådet, møde 4",
        "2026-09",
        True,
    )


CHANGES = [
    ("limit_m", lambda field: field.box.setValue(12.5), 12_500),
    ("reach_m", lambda field: field.box.setValue(25), 25_000),
    ("ceiling_per_capacity", lambda field: field.box.setValue(2500), 2500),
    ("measure", lambda field: field.box.activated.emit(1), Measure.STRAIGHT_LINE),
    ("closed_take_entitled", lambda field: field.box.click(), True),
    ("choices_needed", lambda field: field.box.setValue(3), 3),
    ("numbers_per_owner", lambda field: field.box.setValue(0), None),
    ("group_weights", lambda field: field.boxes[4].setValue(1.25), (1, 1, 1, 1, 1.25)),
]


@pytest.mark.parametrize(("name", "act", "value"), CHANGES, ids=[name for name, *_ in CHANGES])
def test_every_kind_of_value_can_be_changed(dialog, qtbot, name, act, value):
    mark(dialog, "own-1")
    pack = told(qtbot, dialog, lambda: act(dialog.rows[name].field))
    assert getattr(pack, name) == value


NAMES = names_by_value({"0665": "Lemvig", "0779": "Skive"}, {"L02": "Mols", "L07": "Lemvig"})


@pytest.fixture
def own_pack(qtbot, words, look):
    """Return the dialog of a project with areas of known names, at a pack that can be changed."""
    dialog = RulesDialog(words, look, "Plan A", names=NAMES)
    qtbot.addWidget(dialog)
    dialog.show_packs([*SHIPPED, OWN], USERS, "2015-2024", "own-1")
    dialog.show()
    return dialog


def write(dialog, name, text):
    field = dialog.rows[name].field
    field.line.setText(text)
    field.line.editingFinished.emit()


def test_areas_stand_by_name_and_by_code_where_two_share_it(own_pack):
    areas = {"0665": 1700, "L02": 1500, "L07": 1550, "L09": 1600}
    pack = replace(OWN, norm_by_area=areas)
    own_pack.show_packs([*SHIPPED, pack], USERS, "2015-2024", "own-1")
    text = own_pack.rows["norm_by_area"].field.line.text()
    assert text == "L09: 1.600; Lemvig (0665): 1.700; Lemvig (L07): 1.550; Mols: 1.500"
    limits = own_pack.rows["limit_m_by_municipality"].field.line.text()
    assert limits == "Dragør: 5; Frederiksberg: 5; København: 5; Tårnby: 5"


def test_shipped_packs_name_their_municipalities_in_every_region(dialog):
    mark(dialog, "2015-2024")
    limits = dialog.rows["limit_m_by_municipality"].value.text()
    assert limits == "Dragør: 5 km, Frederiksberg: 5 km, København: 5 km, Tårnby: 5 km"


def test_limits_by_area_are_written_by_name_or_code(own_pack, qtbot):
    asked = told(
        qtbot, own_pack, lambda: write(own_pack, "norm_by_area", "mols: 1.450; 0665: 1500")
    )
    assert asked.norm_by_area == {"L02": 1450, "0665": 1500}
    asked = told(qtbot, own_pack, lambda: write(own_pack, "norm_by_area", "lemvig (L07): 1450"))
    assert asked.norm_by_area == {"L07": 1450}
    limits = "Skive: 4,5; 0101: 6"
    asked = told(qtbot, own_pack, lambda: write(own_pack, "limit_m_by_municipality", limits))
    assert asked.limit_m_by_municipality == {"0779": 4_500, "0101": 6_000}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("norm_by_area", "Lemvig: 1450", "Skriv Lemvig (0665) eller Lemvig (L07)."),
        ("norm_by_area", "Skibe: 1450", "hverken kommune eller lægedækningsområde"),
        ("limit_m_by_municipality", "Mols: 12", "ingen kommune med navnet »Mols«"),
    ],
)
def test_a_name_that_means_no_area_or_two_is_refused(own_pack, qtbot, name, text, why):
    with qtbot.assertNotEmitted(own_pack.packRequested):
        write(own_pack, name, text)
    assert why in own_pack.error.text()


@pytest.mark.parametrize("text", ["0657", "0657: mange", ": 1450", "0657: -3"])
def test_what_cannot_be_read_is_named_and_nothing_is_asked(dialog, qtbot, text):
    mark(dialog, "own-1")
    field = dialog.rows["norm_by_area"].field
    field.line.setText(text)
    with qtbot.assertNotEmitted(dialog.packRequested):
        field.line.editingFinished.emit()
    assert text in dialog.error.text()
    assert field.line.text() == ""


def test_a_refused_value_is_taken_back_and_the_reason_told(dialog):
    mark(dialog, "own-1")
    dialog.rows["choices_needed"].field.box.setValue(12)
    dialog.show_problem("Antallet af valg skal være mellem 1 og 9; fandt 12.")
    assert dialog.rows["choices_needed"].field.box.value() == 2
    assert dialog.error.isVisible()


def test_an_own_pack_has_a_name_that_can_be_changed(dialog, qtbot):
    mark(dialog, "own-1")
    dialog.name.setText("Region Midt 2026")
    assert told(qtbot, dialog, dialog.name.editingFinished.emit).title.da == "Region Midt 2026"


def test_an_own_pack_in_use_cannot_be_deleted(dialog, qtbot):
    mark(dialog, "own-1")
    assert dialog.delete.isEnabled()
    dialog.show_packs([*SHIPPED, OWN], {"own-1": ["Plan A"]}, "own-1")
    assert not dialog.delete.isEnabled()


def test_a_read_only_project_shows_the_packs_and_changes_none(qtbot, words, look):
    dialog = RulesDialog(words, look, "Plan A", is_read_only=True)
    qtbot.addWidget(dialog)
    dialog.show_packs([*SHIPPED, OWN], USERS, "2015-2024", marked="own-1")
    assert dialog.heading.text() == "Vores"
    buttons = (dialog.judge, dialog.copy, dialog.delete)
    assert not any(button.isEnabled() for button in buttons)
    assert all(not row.is_open for row in dialog.rows.values())


def test_enter_in_a_field_does_not_close_the_dialog(dialog, qtbot):
    mark(dialog, "own-1")
    dialog.rows["norm_by_area"].field.line.setFocus()
    QTest.keyClick(dialog.rows["norm_by_area"].field.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
