"""Checks of areas: capacity against need, capacity moved between areas, islands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.need import need_of_squares
from models.allocation.region import Region
from models.allocation.result import Result
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.domain.rules import RulePack
from models.domain.text import Text, all_of, format_number
from models.geography.areas import NO_AREA, Areas
from models.geography.coverage import locate_near
from models.network.network import BACKWARD, FERRY, FORWARD
from models.scenario.checks.value import Case, Check, Severity
from models.scenario.checks.where import where_most_live

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_HUNDREDTHS = 100
_MILLIONTHS = 1_000_000


class Plan(NamedTuple):
    """The areas that capacities are planned by: coverage areas, else municipalities."""

    areas: Areas
    of_square: Int32


def plan_of(region: Region) -> Plan:
    """Return the region's coverage areas, and where it has none its municipalities."""
    if len(region.coverage):
        return Plan(region.coverage.areas, region.coverage.of_square)
    return Plan(region.municipalities, region.squares.municipality)


class Posts(NamedTuple):
    """Capacities in hundredths by area, all and occupied: int64 with shape (n_area,)."""

    all: Int64
    occupied: Int64


def _posts(plan: Plan, region: Region, practices: Sequence[Practice]) -> Posts:
    at = _located(plan, region, [practice.place for practice in practices])
    inside = at != NO_AREA
    every, vacant = (
        np.bincount(at[inside], _hundredths(values)[inside], len(plan.areas)).astype(np.int64)
        for values in ([p.capacities for p in practices], [p.vacant for p in practices])
    )
    return Posts(every, every - vacant)


def _hundredths(values: Sequence[float]) -> Int64:
    whole: Int64 = np.rint(np.array(values, dtype=np.float64) * _HUNDREDTHS).astype(np.int64)
    return whole


class _Located(NamedTuple):
    """In which of some areas places were found to lie, -1 where in none."""

    areas: Areas
    area_of: dict[Place, int]


def _located(plan: Plan, region: Region, places: Sequence[Place]) -> Int32:
    """Return the area of each place; what was found is kept with the region."""
    known = region.derived.get("practices' areas")
    if not isinstance(known, _Located) or known.areas is not plan.areas:
        known = region.derived["practices' areas"] = _Located(plan.areas, {})
    area_of = known.area_of
    fresh = [place for place in places if place not in area_of]
    if fresh:
        e, n = np.array(fresh, dtype=np.float64).T
        area_of.update(zip(fresh, locate_near(plan.areas, e, n).tolist(), strict=True))
    return np.array([area_of[place] for place in places], dtype=np.int32)


def _change_of(case: Case, plan: Plan) -> Posts:
    """Return how many posts more each area has after an edit: only its practices are asked."""
    old, new = case.before.state.practices, case.after.state.practices
    was, now = (
        _posts(plan, case.region, [there[number] for number in case.changed if number in there])
        for there in (old, new)
    )
    return Posts(now.all - was.all, now.occupied - was.occupied)


def check_moved_capacity(case: Case) -> Iterator[Check]:
    """Capacities belong to an area and are not moved to another without a decision."""
    plan = plan_of(case.region)
    change = _change_of(case, plan).all
    moved = min(int(change[change > 0].sum()), -int(change[change < 0].sum()))
    if not moved:
        return
    da, en = _capacities(moved)
    losing = all_of([plan.areas.names[at] for at in np.flatnonzero(change < 0)])
    gaining = all_of([plan.areas.names[at] for at in np.flatnonzero(change > 0)])
    yield Check(
        "moved_capacity",
        Severity.WARNING,
        Text(
            f"{da} flyttes fra {losing.da} til {gaining.da}; det kræver en beslutning.",
            f"{en} moved from {losing.en} to {gaining.en}; that needs a decision.",
        ),
        place=case.left[0].place if case.left else None,
    )


def _capacities(hundredths: int) -> tuple[str, str]:
    value = hundredths / _HUNDREDTHS
    decimals = 0 if value.is_integer() else 1
    da, en = format_number(value, "da", decimals), format_number(value, "en", decimals)
    if value == 1:
        return f"{da} kapacitet", f"{en} capacity is"
    return f"{da} kapaciteter", f"{en} capacities are"


def check_need(case: Case) -> Iterator[Check]:
    """Capacity follows need: weighted persons per occupied capacity against the region's."""
    plan = plan_of(case.region)
    change = _change_of(case, plan).occupied
    changed = np.flatnonzero(change)
    if not len(changed):
        return
    practices = list(case.before.state.practices.values())
    before = _posts(plan, case.region, practices).occupied
    after = before + change
    need = _need_of(plan, case.region, case.after.state.rules)
    usual = tuple(_per_capacity(int(need.sum()), int(posts.sum())) for posts in (before, after))
    for at in changed.tolist():
        was, now = (_per_capacity(int(need[at]), int(posts[at])) for posts in (before, after))
        persons = int(case.region.squares.persons[plan.of_square == at].sum())
        if need[at]:
            yield _need_in(case, plan, at, persons, _PerCapacity(was, now, *usual))


class _Need(NamedTuple):
    """Need by area in millionths of a person, and what it was added up by."""

    of_square: Int32
    weights: tuple[object, ...]
    by_area: Int64


def _need_of(plan: Plan, region: Region, rules: RulePack) -> Int64:
    """Return the need of each area, added up once for a set of weights: no edit changes it."""
    weights = rules.age_weights, rules.group_weights
    kept = region.derived.get("need of areas")
    if (
        not isinstance(kept, _Need)
        or kept.of_square is not plan.of_square
        or kept.weights != weights
    ):
        need = np.zeros(len(plan.areas), dtype=np.int64)
        inside = plan.of_square != NO_AREA
        np.add.at(need, plan.of_square[inside], need_of_squares(region, rules)[inside])
        kept = region.derived["need of areas"] = _Need(plan.of_square, weights, need)
    return kept.by_area


class _PerCapacity(NamedTuple):
    """Weighted persons per occupied capacity: of one area and of the region."""

    was: float
    now: float
    usual_before: float
    usual: float


def _need_in(case: Case, plan: Plan, at: int, persons: int, per: _PerCapacity) -> Check:
    was, now, usual = per.was, per.now, per.usual
    name = plan.areas.names[at]
    here = np.where(plan.of_square == at, case.region.squares.persons, 0)
    place = where_most_live(case.region, here).place if persons else None
    if np.isinf(now):
        sentence = Text(
            f"{name} får ingen besat kapacitet til sine {format_number(persons)} borgere.",
            f"{name} gets no occupied capacity for its {format_number(persons, 'en')} residents.",
        )
        return Check("need", Severity.SERIOUS, sentence, persons, place)
    severity = Severity.NOTE
    if now > was and now > usual:
        severity = Severity.WARNING
    elif now < was:
        severity = Severity.GOOD if was > per.usual_before else Severity.WARNING
    da_was = "ingen kapacitet" if np.isinf(was) else format_number(was)
    en_was = "no capacity" if np.isinf(was) else format_number(was, "en")
    sentence = Text(
        f"{name}: {format_number(now)} behovsvægtede borgere pr. besat kapacitet (før {da_was}; "
        f"regionen {format_number(usual)}).",
        f"{name}: {format_number(now, 'en')} need-weighted persons per occupied capacity (before "
        f"{en_was}; the region {format_number(usual, 'en')}).",
    )
    return Check("need", severity, sentence, persons, place)


def _per_capacity(need: int, hundredths: int) -> float:
    """Return persons per capacity from millionths and hundredths; infinite without any."""
    return need / _MILLIONTHS / (hundredths / _HUNDREDTHS) if hundredths else float("inf")


def check_islands(case: Case) -> Iterator[Check]:
    """Islands that lose their last practice, or get one: a ferry is not a road."""
    islands = _islands_of(case.region)
    if not islands.n:
        return
    results = case.before, case.after
    if not any(_manned(case, islands, result, case.touched) for result in results):
        return
    before, after = (_manned(case, islands, each, each.state.practices) for each in results)
    persons = case.region.squares.persons
    for island in sorted(before ^ after):
        here = np.where(islands.of_square == island, persons, 0)
        n, where = int(here.sum()), where_most_live(case.region, here)
        if island in before:
            sentence = Text(
                f"Øen {where.text.da} ({format_number(n)} borgere) får ingen praksis; en færge er "
                "ikke en vej.",
                f"The island {where.text.en} ({format_number(n, 'en')} persons) gets no practice; "
                "a ferry is not a road.",
            )
            yield Check("island", Severity.SERIOUS, sentence, n, where.place)
        else:
            sentence = Text(
                f"Øen {where.text.da} ({format_number(n)} borgere) får en praksis.",
                f"The island {where.text.en} ({format_number(n, 'en')} persons) gets a practice.",
            )
            yield Check("island", Severity.GOOD, sentence, n, where.place)


class _Islands(NamedTuple):
    """Parts of the roads that only ferries lead to, numbered from 0.

    `of_node` and `of_square` int32, -1 on the mainland and where nothing is joined.
    """

    n: int
    of_node: Int32
    of_square: Int32


def _islands_of(region: Region) -> _Islands:
    """Return the region's islands, found once and kept with it."""
    islands = region.derived.get("islands")
    if not isinstance(islands, _Islands):
        islands = region.derived["islands"] = _find_islands(region)
    return islands


def _find_islands(region: Region) -> _Islands:
    # a start that looks at no edit needs neither
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    network, joints = region.network, region.joints
    is_ferry = (network.edge_flags & FERRY) != 0
    # a bridge out of use has lost its directions, and leads nowhere
    by_road = ~is_ferry & ((network.edge_flags & (FORWARD | BACKWARD)) != 0)
    start, end = network.edge_from[by_road], network.edge_to[by_road]
    links = coo_matrix(
        (np.ones(len(start), dtype=np.bool_), (start, end)),
        shape=(network.n_nodes, network.n_nodes),
    )
    n_parts, part_of_node = connected_components(links, directed=False)
    joined = joints.edge >= 0
    part = np.full(len(region.squares), -1, dtype=np.int64)
    part[joined] = part_of_node[network.edge_from[joints.edge[joined]]]
    persons = np.bincount(part[joined], region.squares.persons[joined], n_parts)
    ferried = np.zeros(n_parts, dtype=np.bool_)
    ferried[part_of_node[network.edge_from[is_ferry]]] = True
    ferried[part_of_node[network.edge_to[is_ferry]]] = True
    is_island = ferried & (persons > 0)
    is_island[persons.argmax()] = False
    number = np.full(n_parts + 1, -1, dtype=np.int32)  # the last one for squares without a part
    number[np.flatnonzero(is_island)] = np.arange(is_island.sum(), dtype=np.int32)
    return _Islands(int(is_island.sum()), number[part_of_node], number[part])


def _manned(
    case: Case, islands: _Islands, result: Result, numbers: Iterable[ProviderNumber]
) -> set[int]:
    """Return the islands on which one of some practices has an address, and a doctor."""
    edge_from, practices = case.region.network.edge_from, result.state.practices
    found = {
        int(islands.of_node[edge_from[joint.edge]])
        for number in numbers
        if number in practices and practices[number].has_doctor
        for joint in case.distances.joints(practices[number])
        if joint.edge >= 0
    }
    return found - {-1}
