"""Dialogs of scenarios, pages, settings and reports."""

from __future__ import annotations

import pytest

from models.scenario.edits import ClosePractice
from models.scenario.settle import Outlay, Settled
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.new_scenario import NewScenarioDialog
from widgets.dialogs.optimal import gain_text
from widgets.dialogs.pdf import PdfChoice, PdfDialog
from widgets.dialogs.settings import Preferences, SettingsDialog
from widgets.panels.scenarios import ScenarioItem
from widgets.words import Words

SCENARIOS = [ScenarioItem(1, "Perspektivplan 2008"), ScenarioItem(2, "Mols")]


@pytest.fixture
def new_scenario(qtbot, words, look):
    dialog = NewScenarioDialog(words, look, SCENARIOS, 2)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_new_scenario_starts_from_the_one_it_was_asked_of(new_scenario):
    new_scenario.name.setText(" Knebel samles ")
    assert new_scenario.scenario_name() == "Knebel samles"
    assert new_scenario.from_id() == 2


def test_a_new_scenario_can_start_from_today(new_scenario):
    new_scenario.origin.setCurrentIndex(0)
    assert new_scenario.from_id() is None


@pytest.mark.parametrize("name", ["", "  ", "mols", "I dag"])
def test_a_scenario_needs_a_name_of_its_own(new_scenario, name):
    new_scenario.name.setText(name)
    new_scenario.accept()
    assert new_scenario.isVisible()
    assert new_scenario.error.text()


@pytest.fixture
def pdf(qtbot, words, look, tmp_path):
    dialog = PdfDialog(words, look, "Mols, muligheder", tmp_path / "Mols.pdf")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_page_is_a4_landscape_unless_something_else_is_chosen(pdf, tmp_path):
    assert pdf.choice() == PdfChoice("A4", True, "Mols, muligheder", tmp_path / "Mols.pdf")


def test_paper_orientation_and_heading_can_be_chosen(pdf, tmp_path):
    pdf.papers["A3"].setChecked(True)
    pdf.portrait.setChecked(True)
    pdf.heading.setText("Knebel")
    assert pdf.choice() == PdfChoice("A3", False, "Knebel", tmp_path / "Mols.pdf")


def test_paper_and_orientation_do_not_switch_each_other_off(pdf):
    pdf.papers["A3"].setChecked(True)
    assert pdf.landscape.isChecked()


def test_a_file_without_ending_becomes_a_pdf(pdf, tmp_path):
    pdf.file.setText(str(tmp_path / "Mols, 2. udkast"))
    assert pdf.choice().path == tmp_path / "Mols, 2. udkast.pdf"


@pytest.mark.parametrize("file", ["", "/findes/ikke/kort.pdf"])
def test_a_file_must_have_a_folder_to_go_to(pdf, file):
    pdf.file.setText(file)
    pdf.accept()
    assert pdf.isVisible()
    assert pdf.error.text()


def test_settings_come_back_as_they_were(qtbot, words, look):
    current = Preferences("en", "dark", True)
    dialog = SettingsDialog(words, look, current)
    qtbot.addWidget(dialog)
    assert dialog.preferences() == current


def test_settings_can_be_changed(qtbot, words, look):
    dialog = SettingsDialog(words, look, Preferences())
    qtbot.addWidget(dialog)
    dialog.language.setCurrentIndex(dialog.language.findText("English"))
    dialog.workshop.setChecked(True)
    assert dialog.preferences() == Preferences("en", "light", True)


def test_about_names_version_and_sources(qtbot, words, look):
    dialog = AboutDialog(words, look, "0.1.0", ["Vejnet: OpenStreetMap, marts 2026 (ODbL)"])
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.sources] == [
        "Vejnet: OpenStreetMap, marts 2026 (ODbL)"
    ]


@pytest.mark.parametrize(
    ("plain", "optimal", "sentence"),
    [
        (Outlay(90, 10, 500.0, 9e3), Outlay(90, 10, 480.0, 9e3), "Lige mange får plads, og vejen"),
        (Outlay(90, 10, 500.0, 9e3), Outlay(99, 1, 480.0, 9e3), "9 flere får plads, og vejen"),
        (Outlay(90, 10, 500.0, 9e3), Outlay(91, 9, 510.0, 9e3), "1 mere får plads."),
        (
            Outlay(90, 10, 500.0, 9e3),
            Outlay(95, 5, 510.0, 9e3),
            "5 flere får plads. Også",
        ),
        (Outlay(90, 10, 500.0, 9e3), Outlay(90, 10, 500.0, 9e3), "Der er intet at vinde"),
    ],
)
def test_the_gain_of_an_optimal_distribution_is_said_in_one_sentence(plain, optimal, sentence):
    settled = Settled(ClosePractice("1", "optimal", placed=()), plain, optimal)
    assert gain_text(Words("da"), settled).startswith(sentence)
