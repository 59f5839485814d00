"""Edits survive the way to JSON and back, and anything else is refused in words."""

import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import Form, Intake
from models.scenario.edit_json import edit_from_json, edit_to_json
from models.scenario.edits import (
    AddSatellite,
    ClosePractice,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
)

texts = st.text(min_size=1).filter(lambda text: bool(text.strip()))
numbers = st.floats(allow_nan=False, allow_infinity=False)
places = st.builds(Place, numbers, numbers)
edits = st.one_of(
    st.builds(MovePractice, texts, places, st.text()),
    st.builds(
        ClosePractice,
        texts,
        st.sampled_from(["distribute", "successor", "satellite", "tender", "regional"]),
        st.none() | texts,
        st.text(),
    ),
    st.builds(
        MergePractices, st.lists(texts).map(tuple), texts, st.none() | places, note=st.text()
    ),
    st.builds(OpenPractice, texts, texts, places, st.sampled_from(Form), numbers, st.text()),
    st.builds(AddSatellite, texts, places, numbers, st.text()),
    st.builds(SetCapacity, texts, numbers, numbers, st.text()),
    st.builds(SetLimit, texts, st.integers(-(10**9), 10**9), st.text()),
    st.builds(SetIntake, texts, st.sampled_from(Intake), st.lists(texts).map(tuple), st.text()),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = ["edit", "practice", "to", "patients", "at", "practices", "into", "status", "note", "of"]
NAMES = ["move", "close", "merge", "open", "satellite", "capacity", "limit", "intake"]


@given(edits)
def test_an_edit_survives_the_way_to_json_text_and_back(edit: Edit) -> None:
    assert edit_from_json(json.loads(json.dumps(edit_to_json(edit)))) == edit


@pytest.mark.parametrize(
    ("line", "edit"),
    [
        (
            '{"edit": "move", "practice": "051912", "to": [592000, 6231000]}',
            MovePractice("051912", Place(592000, 6231000)),
        ),
        (
            '{"edit": "close", "practice": "051912", "patients": "successor", "to": "087331"}',
            ClosePractice("051912", "successor", "087331"),
        ),
        (
            '{"edit": "merge", "practices": ["051912", "087331"], "into": "087331"}',
            MergePractices(("051912", "087331"), "087331"),
        ),
        (
            '{"edit": "open", "practice": "NEW1", "name": "Ny", "at": [1, 2], '
            '"form": "partnership", "capacities": 3}',
            OpenPractice("NEW1", "Ny", Place(1, 2), Form.PARTNERSHIP, 3),
        ),
        (
            '{"edit": "satellite", "of": "051912", "at": [1.5, 2], "days": 2}',
            AddSatellite("051912", Place(1.5, 2), 2),
        ),
        (
            '{"edit": "capacity", "practice": "1", "capacities": 4, "vacant": 1}',
            SetCapacity("1", 4, 1),
        ),
        ('{"edit": "limit", "practice": "1", "per_capacity": 1800}', SetLimit("1", 1800)),
        (
            '{"edit": "intake", "practice": "1", "status": "selective", "postcodes": ["8420"], '
            '"note": "aftalt"}',
            SetIntake("1", Intake.SELECTIVE, ("8420",), "aftalt"),
        ),
    ],
)
def test_the_contract_form_is_read_and_written_as_it_stands(line: str, edit: Edit) -> None:
    assert edit_from_json(json.loads(line)) == edit
    assert json.dumps(edit_to_json(edit), ensure_ascii=False) == line


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"edit": "teleport"}, '"teleport"'),
        ({"practice": 51912}, "51912"),
        ({"practice": " "}, '"practice"'),
        ({"to": [1, 2, 3]}, "[1, 2, 3]"),
        ({"to": [1, math.nan]}, '"to"'),
        ({"to": [math.inf, 1]}, '"to"'),
        ({"to": [True, 1]}, '"to"'),
        ({"to": [10**400, 1]}, '"to"'),
        ({"to": "592000,6231000"}, "øst"),
        ({"note": 7}, '"note"'),
        ({"too": 1}, '"too"'),
    ],
)
def test_a_wrong_value_is_refused_and_named(change: dict[str, object], named: str) -> None:
    good = {"edit": "move", "practice": "051912", "to": [592000, 6231000]}
    with pytest.raises(EditRefusedError) as refused:
        edit_from_json({**good, **change})
    assert named in refused.value.text.da


@pytest.mark.parametrize("key", ["edit", "practice", "to"])
def test_a_missing_key_is_named(key: str) -> None:
    values = {"edit": "move", "practice": "051912", "to": [592000, 6231000]}
    del values[key]
    with pytest.raises(EditRefusedError) as refused:
        edit_from_json(values)
    assert f'"{key}" mangler' in refused.value.text.da
    assert f'"{key}" is missing' in refused.value.text.en


@given(
    st.dictionaries(st.sampled_from(KEYS), json_values | st.sampled_from(NAMES)) | json_values,
)
def test_any_json_is_either_an_edit_or_refused(values: object) -> None:
    with contextlib.suppress(EditRefusedError):
        edit = edit_from_json(values)
        assert edit_from_json(edit_to_json(edit)) == edit
