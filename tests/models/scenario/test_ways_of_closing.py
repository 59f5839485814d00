"""Every way of closing, and every kind of practice, worked out on paper.

The road: A at km 10 closes. It has 100 patients: 60 at km 9 (q0), 40 at km 14 (q1). B at km 15 has
80 patients (q2, km 16) and room for 20 more at its limit of 100. C at km 20 is a tender clinic with
10 patients (q3, km 19) and a limit of 200.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.allocation.continuity import persons_without_permanent_doctor
from models.allocation.evaluator import evaluate
from models.allocation.intake import LimitFrom, reason_of
from models.allocation.region import Region
from models.allocation.result import Result
from models.domain.practice import Form, Intake, Status
from models.scenario.edits import (
    AddSatellite,
    ClosePractice,
    Edit,
    OpenPractice,
    SetCapacity,
)
from models.scenario.explain import explain
from models.scenario.history import History
from models.scenario.why import Subject
from models.scenario.why_words import why_text
from tests.line_town import RULES, at_km, history_of, line_town, persons_in, practice


def town() -> Region:
    return line_town(
        homes=[(9, 60), (14, 40), (16, 80), (19, 10)],
        practices=[
            practice("A", 10, 120, wished_list=130),
            practice("B", 15, 100),
            practice("C", 20, 200, form=Form.TENDER),
        ],
        lists={"A": {0: 60, 1: 40}, "B": {2: 80}, "C": {3: 10}},
    )


def after(*edits: Edit) -> tuple[History, Result]:
    region = town()
    _, history = history_of(region)
    for edit in edits:
        history.make(edit)
    return history, evaluate(region, history.state)


def test_before_anything_only_the_tender_clinics_ten_lack_a_permanent_doctor() -> None:
    _, result = after()
    assert result.region.persons_without_permanent_doctor == 10
    assert result.region.listed == 190


def test_distributed_the_nearest_come_first_and_b_fills() -> None:
    # q1 has 1 km to B, which takes 20 and closes; the other 20 go 6 km to C. q0 has 6 km to B,
    # which is full by then, and 11 to C
    history, result = after(ClosePractice("A", "distribute"))
    assert persons_in(history.state, "B") == {"q1": 20, "q2": 80}
    assert persons_in(history.state, "C") == {"q0": 60, "q1": 20, "q3": 10}
    assert result.practices["B"].status is Status.CLOSED
    assert history.state.unplaced.total == 0
    # continuity is the price: 80 more are with the tender clinic
    assert result.region.persons_without_permanent_doctor == 90
    why = explain(history_of(town())[0], history, "A")
    assert [(o.practice, o.persons, o.without_permanent_doctor) for o in why.outcome] == [
        ("C", 80, 80),
        ("B", 20, 0),
    ]
    assert "80 af dem, der får plads, får ikke en fast læge." in why_text(why).da


def test_a_successor_takes_the_whole_list_whatever_its_limit_and_the_capacity_goes_back() -> None:
    history, result = after(ClosePractice("A", "successor", "B"))
    assert history.state.totals["B"] == 180
    assert history.state.practices["B"].capacities == 1.0
    assert result.practices["B"].load == 1.8
    assert result.practices["B"].status is Status.CLOSED
    # q0 has 6 km to B, q1 has 1 and q2 1: (60·6 + 40 + 80) / 180
    assert result.practices["B"].mean_own_distance_m == pytest.approx(480_000 / 180)
    assert result.region.persons_without_permanent_doctor == 10


def test_a_satellite_keeps_the_address_so_that_nobody_gets_farther() -> None:
    history, result = after(ClosePractice("A", "satellite", "B", days=3))
    b = history.state.practices["B"]
    assert (b.places, b.satellites[0].days) == ((at_km(15), at_km(10)), 3)
    assert history.state.totals["B"] == 180
    # q0 still has 1 km, q1 now only 1 to B itself, q2 1
    assert result.practices["B"].mean_own_distance_m == 1000
    assert "A" not in history.state.practices
    why = explain(history_of(town())[0], history, "A", "q0")
    assert why.subject is Subject.SATELLITE
    assert [(o.practice, o.mean_distance_m) for o in why.outcome] == [("B", 1000)]


def test_without_a_word_on_days_a_satellite_is_open_on_two() -> None:
    history, _ = after(ClosePractice("A", "satellite", "B"))
    assert history.state.practices["B"].satellites[0].days == 2


@pytest.mark.parametrize(("way", "form"), [("tender", Form.TENDER), ("regional", Form.REGIONAL)])
def test_a_clinic_run_by_others_goes_on_at_the_address_with_all_posts_filled(
    way: str, form: Form
) -> None:
    vacant = SetCapacity("A", 2, 1)
    history, result = after(vacant, ClosePractice("A", way))  # type: ignore[arg-type]
    clinic = history.state.practices["A"]
    assert (clinic.form, clinic.capacities, clinic.vacant) == (form, 2, 0)
    assert history.state.totals["A"] == 100
    assert result.practices["A"].mean_own_distance_m == (60 * 1000 + 40 * 4000) / 100
    # what was agreed with the doctor who left is gone: the norm of 1,600 holds for both posts
    assert (clinic.own_limit, clinic.wished_list) == (None, None)
    assert result.practices["A"].closing_limit == 3200
    # continuity is lost for the whole list: 10 with C, 100 with A
    assert result.region.persons_without_permanent_doctor == 110
    told = why_text(explain(history_of(town())[0], history, "A")).da
    assert ("sat i udbud" in told) == (form is Form.TENDER)
    assert "listen blev på adressen" in told
    assert "100 har ikke en fast læge dér." in told


def test_a_list_that_goes_to_a_tender_clinic_is_on_its_list() -> None:
    history, result = after(ClosePractice("A", "tender", "C"))
    assert history.state.totals["C"] == 110
    assert result.region.persons_without_permanent_doctor == 110


def test_a_vacancy_leaves_the_limit_and_takes_the_permanent_doctor_from_its_share() -> None:
    history, result = after(SetCapacity("A", 2, 1))
    # the closing limit counts vacant posts; half of the hundred have nobody
    assert result.practices["A"].closing_limit == 240
    assert result.region.persons_without_permanent_doctor == 10 + 50
    assert result.practices["A"].status is Status.OPEN
    _, empty = after(SetCapacity("A", 2, 2))
    assert empty.region.persons_without_permanent_doctor == 10 + 100
    # nobody's nearest any more: q0 now has 6 km to B
    assert empty.practices["A"].nearest_persons == 0
    assert int(empty.distance_dm[0]) == 60_000
    assert history.state.totals["A"] == 100


def test_a_satellite_opened_by_itself_brings_the_practice_nearer_and_nothing_else() -> None:
    history, result = after(AddSatellite("B", at_km(9), 1))
    assert int(result.distance_dm[0]) == 0
    assert result.practices["B"].nearest_persons == 60 + 40 + 80
    assert history.state.room_of(history.state.practices["B"]) == 20
    why = explain(history_of(town())[0], history, square="q0")
    nearest = why.tried[0]
    assert (nearest.practice, nearest.distance_m, nearest.at_satellite) == ("B", 0.0, True)
    whole = explain(history_of(town())[0], history, "B")
    assert "Satellitten har åbent 1 dag om ugen." in why_text(whole).da


def test_a_shared_post_closes_at_its_own_lower_limit() -> None:
    shared = practice("S", 10, 1400, form=Form.SHARED_POST)
    assert shared.closing_limit(1600) == 1400
    full = line_town(homes=[(9, 1400)], practices=[shared], lists={"S": {0: 1400}})
    _, history = history_of(full)
    assert history.state.status_of(shared) is Status.CLOSED
    assert persons_without_permanent_doctor(shared, 1400, RULES) == 0


def test_a_licence_clinic_counts_like_any_other_and_has_a_permanent_doctor() -> None:
    opened = OpenPractice("L", "Licensklinik", at_km(9), Form.LICENCE, 1)
    history, result = after(opened, ClosePractice("A", "distribute"))
    # L stands at q0's door with room for 1,600, and takes all of A's but those nearer to B
    assert persons_in(history.state, "L") == {"q0": 60, "q1": 20}
    assert persons_in(history.state, "B") == {"q1": 20, "q2": 80}
    assert result.region.persons_without_permanent_doctor == 10
    assert history.state.practices["L"].intake is Intake.AUTOMATIC


@pytest.mark.parametrize(
    ("form", "capacities", "vacant", "without"),
    [
        (Form.SOLO, 1, 0, 0),
        (Form.SHARED_POST, 1.5, 0.5, 33),
        (Form.LICENCE, 2, 0.5, 25),
        (Form.TENDER, 2, 0, 100),
        (Form.REGIONAL, 2, 1, 100),
        (Form.PARTNERSHIP, 0, 0, 100),
    ],
)
def test_persons_without_a_permanent_doctor_by_form_and_vacancy(
    form: Form, capacities: float, vacant: float, without: int
) -> None:
    one = practice("P", 0, 100, form=form, capacities=capacities, vacant=vacant)
    assert persons_without_permanent_doctor(one, 100, RULES) == without
    kept = replace(RULES, clinic_doctors_are_permanent=True)
    vacancies = int(100 * vacant / capacities) if capacities else 100
    assert persons_without_permanent_doctor(one, 100, kept) == vacancies


def test_a_rule_pack_gives_shared_posts_their_limit_and_their_own_comes_first() -> None:
    rules = replace(RULES, shared_post_norm=1200, norm_by_area={"M1": 1800})
    posts = [
        practice("S", 10, 0, form=Form.SHARED_POST, capacities=1.5),
        practice("T", 12, 1400, form=Form.SHARED_POST),
        practice("U", 14, 0),
    ]
    posts = [replace(p, own_limit=p.own_limit or None) for p in posts]
    road = line_town(homes=[(9, 10)], practices=posts, lists={"S": {0: 10}})
    _, history = history_of(road, rules)
    s, t, u = (history.state.practices[number] for number in "STU")
    limits = [history.state.limit_of(each) for each in (s, t, u)]
    # 1.5 posts at 1,200 each; its own 1,400; and a solo practice has its area's leave
    assert limits == [1800, 1400, 1800]
    reason = reason_of(s, 10, history.state.norm_of(s))
    assert reason.limit_from is LimitFrom.SHARED_POST
    assert "En delepraksis lukker ved 1.200 pr. kapacitet." in reason.sentence.da
