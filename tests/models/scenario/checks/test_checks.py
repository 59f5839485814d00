"""Checks on edits in Vejby (tests/vejby.py), calculated by hand as docs/manual/regler.md has it.

A capacity closes at 1,600; the limit is 15 km; two choices are needed.
"""

from dataclasses import replace

import numpy as np
import pytest

from models.allocation.distances import Distances
from models.allocation.evaluator import evaluate
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.practice import Form
from models.domain.rules import Measure, RulePack, shipped_rule_packs
from models.geography.coverage import Coverage, renamed
from models.scenario.apply import apply_edit
from models.scenario.checks.persons import km_apart
from models.scenario.checks.run import checks_from_json, checks_to_json, run_checks
from models.scenario.checks.value import Case, Check, Severity
from models.scenario.edits import (
    ClosePractice,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetLimit,
)
from tests.line_town import at_km, line_town, practice
from tests.small_town import small_town
from tests.vejby import HOLMEN, MIDTBY, OESTBY, VESTBY, vejby, vejby_with_island

PACKS = {pack.id: pack for pack in shipped_rule_packs()}
RULES = replace(PACKS["2015-2024"], limit_m_by_municipality={})


def checks_of(
    *edits: Edit, rules: RulePack = RULES, region: Region | None = None
) -> dict[str, list[Check]]:
    """Return what the last of the edits breaks and mends, by rule."""
    town = vejby() if region is None else region
    distances = Distances(town)
    state = baseline_state(town, rules)
    for edit in edits[:-1]:
        state = apply_edit(distances, state, edit).state
    applied = apply_edit(distances, state, edits[-1])
    before, after = evaluate(town, state), evaluate(town, applied.state)
    found: dict[str, list[Check]] = {}
    for check in run_checks(Case(distances, edits[-1], before, after, applied.effects)):
        found.setdefault(check.rule, []).append(check)
    return found


def only(checks: dict[str, list[Check]], rule: str) -> Check:
    (check,) = checks[rule]
    return check


CLOSE_MIDTBY = ClosePractice(MIDTBY, "distribute")


def test_a_closure_leaves_400_of_kirkeby_without_a_place() -> None:
    # Broby's 100 go to Vestby (3 km), Kirkeby's 500 too (8 km) until its room of 200 is used,
    # Skovby's 400 to Østby (10 km); from Kirkeby to Østby it is 18 km, beyond 15
    check = only(checks_of(CLOSE_MIDTBY), "unplaced")
    assert (check.severity, check.persons) == (Severity.SERIOUS, 400)
    assert check.sentence.da == (
        "400 patienter får ingen plads i nogen praksis inden for rækkevidde, flest ved Kirkeby."
    )
    assert check.place == at_km(10)


def test_a_closure_takes_the_choice_from_3100() -> None:
    # Vestby fills and closes, so that Østby alone is open: within 15 km of Skovby, Engby and
    # Østby only. Østby's 900 had one choice before
    check = only(checks_of(CLOSE_MIDTBY), "choices")
    assert (check.severity, check.persons) == (Severity.SERIOUS, 3_100)
    assert check.sentence.en.startswith("3,100 persons get fewer than 2 open practices")


def test_a_closure_moves_1000_patients_to_other_doctors() -> None:
    check = only(checks_of(CLOSE_MIDTBY), "continuity")
    assert (check.severity, check.persons) == (Severity.WARNING, 1_000)
    assert check.sentence.da == (
        "1.000 patienter i Midtby Lægehus skifter læge: 400 til Østby Lægehus; "
        "200 til Vestby Lægehus."
    )


def test_a_closure_gives_900_a_longer_way() -> None:
    # Kirkeby 2 to 8 km, Skovby 6 to 10: those 900 have (500*2 + 400*6)/900 = 3.8 km before
    # and (500*8 + 400*10)/900 = 8.9 km after
    check = only(checks_of(CLOSE_MIDTBY), "most")
    assert (check.severity, check.persons) == (Severity.WARNING, 900)
    assert check.sentence.da == (
        "900 borgere får længere til nærmeste praksis; de har i gennemsnit 8,9 km (før 3,8 km)."
    )
    assert "nearer" not in check.sentence.en


def test_a_small_change_of_a_mean_is_not_rounded_away() -> None:
    assert km_apart(2_450, 3_600) == ("2,5 km", "3,6 km")
    assert km_apart(2_272, 2_297) == ("2,27 km", "2,30 km")
    assert km_apart(2_272, 2_297, "en") == ("2.27 km", "2.30 km")
    assert km_apart(2_272, 2_272) == ("2,3 km", "2,3 km")


def test_a_closure_closes_vestby_for_intake() -> None:
    check = only(checks_of(CLOSE_MIDTBY), "intake")
    assert check.sentence.da == "Lukker for tilgang: Vestby Lægehus."


def test_a_closure_leaves_vest_with_2400_persons_for_its_one_capacity() -> None:
    # Vest: 900 + 600 + 500 + 400 = 2,400 persons of weight 1; the region 4,000 for three
    check = only(checks_of(CLOSE_MIDTBY), "need")
    assert (check.severity, check.persons) == (Severity.WARNING, 2_400)
    assert check.sentence.da == (
        "Vest: 2.400 behovsvægtede borgere pr. besat kapacitet (før 1.200; regionen 1.333)."
    )


def test_closing_the_last_practice_of_an_area_is_serious() -> None:
    check = only(checks_of(ClosePractice(OESTBY, "distribute")), "need")
    assert check.severity is Severity.SERIOUS
    assert check.sentence.da == "Øst får ingen besat kapacitet til sine 1.600 borgere."


def test_900_come_beyond_15_km_when_oestby_closes() -> None:
    # from Engby it is 12 km to Midtby, from Østby 18
    check = only(checks_of(ClosePractice(OESTBY, "distribute")), "distance")
    assert (check.severity, check.persons) == (Severity.SERIOUS, 900)
    assert check.sentence.da == (
        "900 borgere får over 15 km til nærmeste praksis, flest ved Østby."
    )


def test_a_practice_nearer_by_brings_them_back_within_15_km() -> None:
    opened = OpenPractice("NY1", "Ny Østby", at_km(30), Form.PARTNERSHIP, 2)
    check = only(checks_of(ClosePractice(OESTBY, "distribute"), opened), "distance")
    assert (check.severity, check.persons) == (Severity.GOOD, 900)


def test_a_limit_of_its_own_for_one_municipality_is_the_one_that_counts() -> None:
    rules = replace(RULES, limit_m_by_municipality={"M2": 5_000})
    check = only(checks_of(ClosePractice(OESTBY, "distribute"), rules=rules), "distance")
    assert check.persons == 1_600  # Engby's 700 as well: 12 km is beyond 5
    assert "over afstandsgrænsen til nærmeste praksis" in check.sentence.da


MERGE = MergePractices((VESTBY, MIDTBY), VESTBY)


def test_a_merger_is_measured_by_the_way_of_all_its_patients() -> None:
    # before: 500 x 3 + 100 x 7 + 500 x 2 + 400 x 6 = 5,600 km for 2,400 patients: 2.3 km
    # after, at km 2: 600 x 3 + 500 x 8 + 400 x 16 = 12,200 km: 5.1 km
    check = only(checks_of(MERGE), "central")
    assert (check.severity, check.persons) == (Severity.WARNING, 2_400)
    assert check.sentence.da == (
        "2.400 patienter i Vestby Lægehus får i gennemsnit 5,1 km til praksis (før 2,3 km)."
    )


def test_distances_over_a_land_network_are_marked_as_estimates() -> None:
    town = vejby()
    land = replace(town, network=replace(town.network, kind="land"), derived={})
    merger = MergePractices((MIDTBY, VESTBY), VESTBY)
    for rule, edit in (("most", CLOSE_MIDTBY), ("central", merger)):
        assert "≈" not in only(checks_of(edit), rule).sentence.da
        estimated = only(checks_of(edit, region=land), rule).sentence
        assert estimated.da.count("≈") == estimated.en.count("≈") == 2
    lines = replace(RULES, measure=Measure.STRAIGHT_LINE)
    assert "≈" not in only(checks_of(CLOSE_MIDTBY, rules=lines, region=land), "most").sentence.da


def test_a_merger_gathers_two_solo_practices() -> None:
    check = only(checks_of(MERGE), "multi_doctor")
    assert (check.severity, check.persons) == (Severity.GOOD, 2_400)
    assert check.sentence.da == "2 solopraksis samles i Vestby Lægehus med 2 kapaciteter."


def test_a_merger_of_2400_is_below_an_effective_unit_and_one_of_9600_is_one() -> None:
    check = only(checks_of(MERGE), "unit_size")
    assert (check.severity, check.persons) == (Severity.NOTE, 2_400)
    rules = replace(RULES, unit_persons_least=2_000, unit_persons_most=2_400)
    assert only(checks_of(MERGE, rules=rules), "unit_size").severity is Severity.GOOD


def test_a_successor_gets_800_above_its_closing_limit() -> None:
    # 1,400 + 1,000 listed at one capacity of 1,600
    check = only(checks_of(ClosePractice(MIDTBY, "successor", VESTBY)), "limit")
    assert (check.severity, check.persons) == (Severity.WARNING, 800)
    assert check.sentence.da == ("Vestby Lægehus får 2.400 tilmeldte; lukkegrænsen er 1.600.")


def test_the_ceiling_of_2008_is_broken_by_half_a_capacity() -> None:
    # 1,600 listed at half a capacity is 3,200 per capacity; 0.5 x 2,542 = 1,271 may be listed
    edit = SetCapacity(OESTBY, 0.5, 0)
    check = only(checks_of(edit, rules=PACKS["2008"]), "ceiling")
    assert (check.severity, check.persons) == (Severity.SERIOUS, 329)
    assert "3.200 tilmeldte pr. kapacitet; loftet er 2.542" in check.sentence.da
    assert "ceiling" not in checks_of(edit, rules=PACKS["2025"])


def test_moving_midtby_across_the_border_moves_a_capacity() -> None:
    check = only(checks_of(MovePractice(MIDTBY, at_km(24))), "moved_capacity")
    assert check.severity is Severity.WARNING
    assert check.sentence.da == ("1 kapacitet flyttes fra Vest til Øst; det kræver en beslutning.")
    assert "moved_capacity" not in checks_of(MovePractice(MIDTBY, at_km(18)))
    assert "moved_capacity" not in checks_of(CLOSE_MIDTBY)


def test_capacity_given_to_an_area_of_more_need_is_good_and_to_one_of_less_is_not() -> None:
    # per capacity: Vest 2,400/2 = 1,200, Øst 1,600/2 = 800, the region 4,000/4 = 1,000
    west = OpenPractice("NY1", "Ny", at_km(5), Form.PARTNERSHIP, 2)
    east = OpenPractice("NY1", "Ny", at_km(30), Form.PARTNERSHIP, 2)
    assert only(checks_of(west), "need").severity is Severity.GOOD
    assert only(checks_of(east), "need").severity is Severity.WARNING


def test_a_new_solo_practice_is_warned_of_and_tells_whom_it_is_nearest_to() -> None:
    # at km 5: Broby's 600 (0 against 3 km); Kirkeby has 5 km to it and 2 to Midtby
    checks = checks_of(OpenPractice("NY1", "Broby Læge", at_km(5), Form.SOLO, 1))
    assert only(checks, "multi_doctor").severity is Severity.WARNING
    assert only(checks, "central").sentence.da == (
        "600 borgere får Broby Læge som den nærmeste praksis."
    )


def test_an_owner_of_too_many_numbers_is_named_when_one_of_them_is_touched() -> None:
    rules = replace(RULES, numbers_per_owner=1)
    check = only(checks_of(SetLimit(VESTBY, 1700), rules=rules), "owner")
    assert check.sentence.da == "Holm har 2 ydernumre (før 2); reglerne tillader 1."
    assert "owner" not in checks_of(MERGE, rules=rules)
    assert "owner" not in checks_of(SetLimit(OESTBY, 1700), rules=rules)
    assert "owner" not in checks_of(SetLimit(VESTBY, 1700))


def test_what_the_register_does_not_know_of_access_is_said() -> None:
    check = only(checks_of(MovePractice(MIDTBY, at_km(10))), "access")
    assert check.severity is Severity.NOTE
    assert "gangbesværede" in check.sentence.da
    assert "access" not in checks_of(SetLimit(VESTBY, 1700))


def test_addresses_that_are_not_named_are_counted() -> None:
    numbers = list("ABCDE")
    town = line_town([(1, 10)], [practice(n, at, 500) for at, n in enumerate(numbers)], {})
    check = only(checks_of(MergePractices(tuple(numbers), "A"), region=town), "access")
    assert check.sentence.da.endswith("besluttes: Praksis B; Praksis C; Praksis D og 1 til.")
    assert check.sentence.en.endswith("deciding: Praksis B; Praksis C; Praksis D and 1 more.")


ISLANDERS = vejby_with_island()


def test_an_island_without_its_practice_is_serious_though_the_ferry_takes_2_km() -> None:
    check = only(checks_of(ClosePractice(HOLMEN, "successor", OESTBY), region=ISLANDERS), "island")
    assert (check.severity, check.persons) == (Severity.SERIOUS, 200)
    assert check.sentence.da == (
        "Øen ved Holmen (200 borgere) får ingen praksis; en færge er ikke en vej."
    )
    kept = checks_of(ClosePractice(HOLMEN, "satellite", OESTBY), region=ISLANDERS)
    assert "island" not in kept


def test_a_tender_clinic_brings_other_doctors_to_the_same_patients() -> None:
    check = only(checks_of(ClosePractice(MIDTBY, "tender")), "continuity")
    assert check.persons == 1_000
    assert "udbudsklinik" in check.sentence.da


def test_an_edit_that_changes_nothing_for_citizens_is_told_nothing_of_them() -> None:
    assert checks_of(SetLimit(VESTBY, 1700)) == {}


def test_the_gravest_comes_first_and_all_come_back_from_the_file() -> None:
    checks = [check for of_rule in checks_of(CLOSE_MIDTBY).values() for check in of_rule]
    ranks = [tuple(Severity).index(check.severity) for check in checks]
    assert ranks == sorted(ranks)
    town = vejby()
    stored = checks_to_json(checks, RULES, town)
    assert checks_from_json(stored, RULES, town) == tuple(checks)
    assert checks_from_json(stored, replace(RULES, limit_m=12_000), town) is None
    assert (
        checks_from_json(stored, RULES, replace(town, reference_date="2027-10-01", derived={}))
        is None
    )
    assert checks_from_json(None, RULES, town) is None


def test_checks_are_made_anew_when_coverage_areas_are_drawn_or_called_otherwise() -> None:
    town = small_town()
    stored = checks_to_json((), RULES, town)
    assert checks_from_json(stored, RULES, town) == ()
    drawn = Coverage(town.coverage.areas, np.array([0, 0, 1, 1, 1, 1], dtype=np.int32))
    assert checks_from_json(stored, RULES, replace(town, coverage=drawn)) is None
    called = renamed(town.coverage, 0, "Vestkysten")
    assert checks_from_json(stored, RULES, replace(town, coverage=called)) is None
    moved = (replace(town.practices[0], vacant=1.0), *town.practices[1:])
    assert checks_from_json(stored, RULES, replace(town, practices=moved)) is None


@pytest.mark.parametrize(
    "edit",
    [
        CLOSE_MIDTBY,
        MERGE,
        MovePractice(MIDTBY, at_km(24)),
        ClosePractice(OESTBY, "distribute"),
        OpenPractice("NY1", "Ny", at_km(5), Form.SOLO, 1),
    ],
    ids=repr,
)
def test_every_sentence_is_whole_in_both_languages(edit: Edit) -> None:
    for of_rule in checks_of(edit).values():
        for check in of_rule:
            assert check.sentence.da.endswith(".")
            assert check.sentence.en.endswith(".")
            assert "{" not in check.sentence.da + check.sentence.en
