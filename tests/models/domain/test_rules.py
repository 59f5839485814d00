"""Rule packs: values with their sources, and packs of older programs."""

import json
from dataclasses import replace

import pytest

from models.domain.errors import EditRefusedError
from models.domain.rule_check import check_pack
from models.domain.rules import (
    DEFAULT_PACK_ID,
    OWN_VALUE,
    VALUES,
    Measure,
    RulePack,
    shipped_rule_packs,
)

PACKS = {pack.id: pack for pack in shipped_rule_packs()}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_value_of_a_shipped_pack_has_its_source(pack: RulePack) -> None:
    assert set(pack.sources) == set(VALUES)
    for source in pack.sources.values():
        assert source.text.da.endswith(".")
        assert source.text.en.endswith(".")
        assert source.date or not source.is_settled


@pytest.mark.parametrize(
    "above",
    [{"norm_per_capacity": 2000}, {"norm_by_area": {"L01": 2000}}, {"shared_post_norm": 2000}],
)
def test_no_closing_limit_of_a_pack_is_above_its_ceiling(above: dict) -> None:
    pack = replace(PACKS[DEFAULT_PACK_ID], ceiling_per_capacity=1999)
    check_pack(pack)
    with pytest.raises(EditRefusedError, match=r"1\.999.*2\.000"):
        check_pack(replace(pack, **above))


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_pack_comes_back_from_json_as_it_was(pack: RulePack) -> None:
    assert RulePack.from_json(json.loads(json.dumps(pack.to_json()))) == pack


def test_the_values_of_the_three_packs_are_those_of_their_sources() -> None:
    old, agreed, model = PACKS["2008"], PACKS["2015-2024"], PACKS["2025"]
    assert (old.norm_per_capacity, old.ceiling_per_capacity, old.limit_m) == (1600, 2542, 15_000)
    assert agreed.limit_in("0101") == 5_000
    assert (agreed.limit_in("0657"), agreed.numbers_per_owner) == (15_000, 6)
    assert model.numbers_per_owner == 3
    assert not model.source_of("norm_per_capacity").is_settled


def test_a_pack_of_an_older_program_gets_what_it_lacks_from_the_shipped_one() -> None:
    stored = {name: PACKS["2008"].to_json()[name] for name in ("id", "title", "valid_from")}
    stored |= {"source": {"da": "Vores.", "en": "Ours."}, "norm_per_capacity": 1700}
    pack = RulePack.from_json(stored)
    assert (pack.norm_per_capacity, pack.ceiling_per_capacity) == (1700, 2542)
    assert RulePack.from_json({**stored, "id": "vores"}).ceiling_per_capacity == (
        PACKS[DEFAULT_PACK_ID].ceiling_per_capacity
    )


def test_a_value_that_a_newer_program_added_is_left_out() -> None:
    pack = PACKS["2025"]
    assert RulePack.from_json({**pack.to_json(), "beds_per_doctor": 3}) == pack


def test_the_first_area_with_leave_decides_and_the_norm_holds_elsewhere() -> None:
    pack = replace(PACKS["2025"], norm_by_area={"A1": 1450, "0657": 1700})
    assert pack.norm_in("A1", "0657") == 1450
    assert pack.norm_in("A2", "0657") == 1700
    assert pack.norm_in("A2", "0615") == 1600


def test_persons_are_sent_as_far_as_the_limit_unless_the_pack_says_otherwise() -> None:
    pack = PACKS["2015-2024"]
    assert pack.reach_in("0101") == 5_000
    assert replace(pack, reach_m=25_000).reach_in("0101") == 25_000


def test_a_value_without_a_source_is_the_planners_own() -> None:
    assert replace(PACKS["2008"], sources={}).source_of("limit_m") is OWN_VALUE
    assert PACKS["2008"].measure is Measure.ROAD
