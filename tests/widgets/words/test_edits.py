"""Every edit has a sentence in both languages."""

from __future__ import annotations

import typing

import pytest

from models.domain.place import Place
from models.domain.practice import Form, Intake
from models.scenario.edits import (
    AddSatellite,
    ClosePractice,
    Destination,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
)
from widgets.words import Words
from widgets.words.edits import edit_sentence

HERE = Place(1, 2)
NAMES = {"1": "Lægehuset Knebel", "2": "Lægen i Haderup", "3": "Lægehuset Aulum"}

DANISH: list[tuple[Edit, str]] = [
    (MovePractice("1", HERE), "Lægehuset Knebel flyttet"),
    (ClosePractice("2", "distribute"), "Lægen i Haderup nedlagt, patienter fordelt"),
    (ClosePractice("2", "optimal"), "Lægen i Haderup nedlagt, patienter fordelt optimalt"),
    (
        ClosePractice("2", "successor", "3"),
        "Lægen i Haderup nedlagt, overtaget af Lægehuset Aulum",
    ),
    (
        ClosePractice("2", "satellite", "3"),
        "Lægen i Haderup nedlagt, nu satellit af Lægehuset Aulum",
    ),
    (ClosePractice("2", "tender"), "Lægen i Haderup nedlagt, sat i udbud"),
    (ClosePractice("2", "regional"), "Lægen i Haderup nedlagt, overtaget af regionsklinik"),
    (
        MergePractices(("1", "2"), "2"),
        "Lægehuset Knebel og Lægen i Haderup sammenlagt i Lægen i Haderup",
    ),
    (
        MergePractices(("1", "2", "3"), "3", HERE),
        "Lægehuset Knebel, Lægen i Haderup og Lægehuset Aulum sammenlagt i Lægehuset Aulum "
        "på ny adresse",
    ),
    (
        OpenPractice("NEW1", "Lægerne på Mols", HERE, Form.SOLO, 1),
        "Lægerne på Mols åbnet som ny praksis",
    ),
    (AddSatellite("1", HERE, 2), "Lægehuset Knebel har fået en satellit"),
    (SetCapacity("1", 2.5, 0), "Lægehuset Knebel sat til 2,5 kapaciteter"),
    (SetCapacity("1", 1, 0), "Lægehuset Knebel sat til 1 kapacitet"),
    (SetCapacity("1", 1, 0.5), "Lægehuset Knebel sat til 1 kapacitet, heraf 0,5 ledig"),
    (SetCapacity("1", 4, 1), "Lægehuset Knebel sat til 4 kapaciteter, heraf 1 ledig"),
    (SetCapacity("1", 4, 2), "Lægehuset Knebel sat til 4 kapaciteter, heraf 2 ledige"),
    (SetLimit("1", 1800), "Lægehuset Knebel fik lukkegrænsen 1.800 pr. kapacitet"),
    (SetIntake("1", Intake.AUTOMATIC), "Lægehuset Knebel fik automatisk tilgang"),
    (SetIntake("1", Intake.OPEN), "Lægehuset Knebel åbnet for tilgang"),
    (SetIntake("1", Intake.CLOSED), "Lægehuset Knebel lukket for tilgang"),
    (SetIntake("1", Intake.SELECTIVE), "Lægehuset Knebel selektivt lukket"),
    (
        SetIntake("1", Intake.SELECTIVE, ("8420", "8400")),
        "Lægehuset Knebel kun åben for 8420 og 8400",
    ),
]


@pytest.mark.parametrize(("edit", "sentence"), DANISH)
def test_an_edit_reads_like_danish(edit, sentence):
    assert edit_sentence(Words("da"), edit, NAMES.__getitem__) == sentence


@pytest.mark.parametrize("edit", [edit for edit, _ in DANISH])
def test_an_edit_names_the_practice_in_english_too(edit):
    sentence = edit_sentence(Words("en"), edit, NAMES.__getitem__)
    assert any(name in sentence for name in (*NAMES.values(), "Lægerne på Mols"))
    assert "nedlagt" not in sentence


def test_no_kind_of_edit_is_left_out():
    assert {type(edit) for edit, _ in DANISH} == set(typing.get_args(Edit))


def test_no_fate_of_a_list_is_left_out():
    fates = {edit.patients for edit, _ in DANISH if isinstance(edit, ClosePractice)}
    assert fates == set(typing.get_args(Destination))


def test_names_are_never_read_as_templates():
    edit = MovePractice("1", HERE)
    assert edit_sentence(Words("da"), edit, lambda _: "Læge {x}") == "Læge {x} flyttet"
