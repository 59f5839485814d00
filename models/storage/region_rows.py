"""A region as rows and arrays of the project file, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, starmap
from operator import itemgetter
from typing import Any, Literal

import numpy as np
import shapely

from models.allocation.region import PatientList, Reach, Region
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice, ProviderNumber, Satellite
from models.geography.areas import Areas, TownLabel
from models.geography.coverage import NO_COVERAGE, Coverage
from models.geography.squares import Squares
from models.network.links import Link
from models.network.network import Joints, LaidLink, Network
from models.storage import core
from models.storage.address_rows import write_addresses
from models.storage.blobs import (
    Array,
    Packing,
    join_texts,
    read_arrays,
    split_texts,
    texts_of,
    write_arrays,
)
from models.storage.database import Connection

_AREA_KINDS = ("municipalities", "parishes", "postal_areas", "surroundings")
_COVERAGE = "coverage"
"""Kind of the coverage areas' rows, and name of the array of each square's area."""
_SQUARE_ARRAYS = (
    "e",
    "n",
    "persons_by_age",
    "persons",
    "municipality",
    "parish",
    "postal_area",
    "group",
)
_NETWORK_ARRAYS = (
    "node_e",
    "node_n",
    "edge_from",
    "edge_to",
    "edge_length_dm",
    "edge_time_ds",
    "edge_flags",
    "shape_start",
    "shape_e",
    "shape_n",
    "shape_offset_dm",
)
_FROM_LINKS = frozenset({"network.edge_flags", "network.edge_time_ds"})
_PRACTICE_COLUMNS = (
    "provider_number",
    "name",
    "e",
    "n",
    "form",
    "capacities",
    "vacant",
    "doctors",
    "doctors_born",
    "own_limit",
    "intake",
    "intake_by_register",
    "postcodes",
    "wished_list",
    "address",
    "postcode",
    "town",
    "satellites",
)
_LISTS = ("doctors_born", "postcodes", "satellites")
"""Columns of `practices` that hold JSON lists."""

# looked up in a tenth of the time of `Form(value)`
_FORMS = {form.value: form for form in Form}
_INTAKES = {intake.value: intake for intake in Intake}
_JOINT_ARRAYS = ("edge", "offset_dm", "access_dm")


def write_region(connection: Connection, region: Region, packing: Packing) -> None:
    """Store a region in a file that holds none yet."""
    _write_facts(connection, region)
    _insert(
        connection,
        core.schema.areas,
        [row for kind in _AREA_KINDS for row in _area_rows(getattr(region, kind), kind)],
    )
    _insert(connection, core.schema.areas, _area_rows(region.coverage.areas, _COVERAGE))
    _insert(connection, core.schema.towns, _town_rows(region.towns))
    _insert(
        connection,
        core.schema.practices,
        [_practice_row(practice) for practice in region.practices],
    )
    _insert(
        connection,
        core.schema.links,
        [_link_row(*laid) for laid in enumerate(region.network.links)],
    )
    write_arrays(connection, _arrays_of(region), packing)
    if region.addresses.streets:
        write_addresses(connection, region.addresses)


def rewrite_links(connection: Connection, region: Region, packing: Packing) -> None:
    """Store the region's book of links, and the distances that follow from it, anew.

    The network itself is stored anew only where a link was laid in: that changes its size.
    """
    ((shape,),) = connection.rows("SELECT shape FROM arrays WHERE name = 'network.edge_from'")
    has_grown = json.loads(shape) != [region.network.n_edges]
    follows = ("joints.", "within_limit.", "own.", *(["network."] if has_grown else []))
    changed = {
        name: array
        for name, array in _arrays_of(region).items()
        if name in _FROM_LINKS or name.startswith(follows)
    }
    connection.execute(
        core.delete(core.schema.arrays).where(core.schema.arrays.c.name.in_(changed))
    )
    write_arrays(connection, changed, packing)
    connection.execute(core.delete(core.schema.links))
    _insert(
        connection,
        core.schema.links,
        [_link_row(*laid) for laid in enumerate(region.network.links)],
    )


def rewrite_coverage(connection: Connection, coverage: Coverage, packing: Packing) -> None:
    """Store other coverage areas in place of those there were."""
    connection.execute(core.delete(core.schema.areas).where(core.schema.areas.c.kind == _COVERAGE))
    _insert(connection, core.schema.areas, _area_rows(coverage.areas, _COVERAGE))
    connection.execute(
        core.delete(core.schema.arrays).where(core.schema.arrays.c.name == _COVERAGE)
    )
    write_arrays(connection, {_COVERAGE: coverage.of_square}, packing)


def rewrite_baseline(connection: Connection, region: Region, packing: Packing) -> None:
    """Store the region's practices and lists, and all that follows from them, anew."""
    changed = {
        name: array
        for name, array in _arrays_of(region).items()
        if name.startswith(("lists.", "within_limit.", "own."))
    }
    connection.execute(
        core.delete(core.schema.arrays).where(core.schema.arrays.c.name.in_(changed))
    )
    write_arrays(connection, changed, packing)
    connection.execute(core.delete(core.schema.practices))
    _insert(
        connection,
        core.schema.practices,
        [_practice_row(practice) for practice in region.practices],
    )
    connection.execute(
        core.delete(core.schema.facts).where(core.schema.facts.c.key.in_(_facts_of(region)))
    )
    _write_facts(connection, region)


def read_region(connection: Connection) -> Region:
    """Return the stored region.

    Raises
    ------
    KeyError, ValueError, zlib.error, shapely.errors.GEOSException
        When the contents do not hang together: the file is damaged.
    """
    stored = connection.rows("SELECT key, value FROM facts")
    fact = {key: json.loads(value) for key, value in stored}
    named = read_arrays(connection)
    of_kind = _read_areas(connection)
    lists = _split_pairs(named, "lists")
    reaches = _split_pairs(named, "within_limit")
    own = _cut(named["own.cost"], named["lists.start"])
    numbers = split_texts(named["lists.numbers"])
    return Region(
        name=fact["name"],
        municipalities=of_kind["municipalities"],
        parishes=of_kind["parishes"],
        postal_areas=of_kind["postal_areas"],
        surroundings=of_kind["surroundings"],
        towns=_read_towns(connection),
        squares=_read_squares(named, fact["square_size_m"]),
        network=_read_network(named, fact["network"], read_links(connection)),
        joints=Joints(*(named[f"joints.{name}"] for name in _JOINT_ARRAYS)),
        practices=_with_owners(_read_practices(connection), fact.get("owners", {})),
        lists={number: PatientList(*pair) for number, pair in lists.items()},
        lists_estimated=fact["lists_estimated"],
        within_limit={number: Reach(*pair) for number, pair in reaches.items()},
        own=dict(zip(numbers, own, strict=True)),
        reference_date=fact["reference_date"],
        sources=tuple(fact["sources"]),
        is_invented=fact["is_invented"],
        coverage=_coverage(of_kind[_COVERAGE], named),
    )


def read_name(connection: Connection) -> str:
    """Return the stored region's name; raises KeyError where there is none."""
    return _read_fact(connection, "name")


def read_area_names(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names by code of municipalities and of coverage areas, without their shapes."""
    rows = connection.rows("SELECT kind, code, name FROM areas ORDER BY position")
    return _names_of(rows, "municipalities"), _names_of(rows, _COVERAGE)


def _names_of(rows: Sequence[tuple[str, str, str]], wanted: str) -> dict[str, str]:
    return {code: name for kind, code, name in rows if kind == wanted}


def read_date(connection: Connection) -> str:
    """Return the ISO date of the stored register; raises KeyError where there is none."""
    return _read_fact(connection, "reference_date")


def _read_fact(connection: Connection, key: str) -> str:
    for (stored,) in connection.rows("SELECT value FROM facts WHERE key = ?", key):
        return str(json.loads(stored))
    raise KeyError(key)


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:  # an insert of no rows would be one row of defaults
        connection.execute(core.insert(table), list(rows))


def _write_facts(connection: Connection, region: Region) -> None:
    rows = [
        {"key": key, "value": json.dumps(value, ensure_ascii=False)}
        for key, value in _facts_of(region).items()
    ]
    connection.execute(core.insert(core.schema.facts), rows)


def _facts_of(region: Region) -> dict[str, object]:
    return {
        "name": region.name,
        "lists_estimated": region.lists_estimated,
        "reference_date": region.reference_date,
        "sources": list(region.sources),
        "is_invented": region.is_invented,
        "square_size_m": region.squares.size_m,
        "owners": {p.provider_number: p.owner for p in region.practices if p.owner},
        "network": {
            "kind": region.network.kind,
            "source": region.network.source,
        },
    }


def _arrays_of(region: Region) -> dict[str, Array]:
    squares, network, joints = region.squares, region.network, region.joints
    return {
        "squares.ids": join_texts(squares.ids),
        **{f"squares.{name}": getattr(squares, name) for name in _SQUARE_ARRAYS},
        **{f"network.{name}": getattr(network, name) for name in _NETWORK_ARRAYS},
        **{f"joints.{name}": getattr(joints, name) for name in _JOINT_ARRAYS},
        **_joined_pairs("lists", region.lists),
        **_joined_pairs("within_limit", region.within_limit),
        "own.cost": _joined([region.own[number] for number in region.lists]),
        **({_COVERAGE: region.coverage.of_square} if len(region.coverage) else {}),
    }


def _joined_pairs(
    name: str, pairs: Mapping[ProviderNumber, PatientList] | Mapping[ProviderNumber, Reach]
) -> dict[str, Array]:
    """Return pairs of arrays by practice as two long arrays and where each practice starts."""
    firsts, seconds = [pair[0] for pair in pairs.values()], [pair[1] for pair in pairs.values()]
    start = np.zeros(len(pairs) + 1, dtype=np.int64)
    np.cumsum([len(first) for first in firsts], out=start[1:])
    return {
        f"{name}.numbers": join_texts(pairs),
        f"{name}.start": start,
        f"{name}.first": _joined(firsts),
        f"{name}.second": _joined(seconds),
    }


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate([*parts, np.zeros(0, dtype=np.int32)]).astype(np.int32, copy=False)


def _split_pairs(named: Mapping[str, Array], name: str) -> dict[str, tuple[Array, Array]]:
    start = named[f"{name}.start"]
    firsts, seconds = _cut(named[f"{name}.first"], start), _cut(named[f"{name}.second"], start)
    numbers = split_texts(named[f"{name}.numbers"])
    pairs = zip(firsts, seconds, strict=True)
    return dict(zip(numbers, pairs, strict=True))


def _cut(joined: Array, start: Array) -> list[Array]:
    """Return views of the parts of a long array; shared memory, no copies."""
    ends = start.tolist()
    return [joined[ends[i] : ends[i + 1]] for i in range(len(ends) - 1)]


def _area_rows(of_kind: Areas, kind: str) -> list[dict[str, object]]:
    named = zip(of_kind.codes, of_kind.names, shapely.to_wkb(of_kind.shapes), strict=True)
    return [
        {"kind": kind, "position": position, "code": code, "name": name, "shape": shape}
        for position, (code, name, shape) in enumerate(named)
    ]


def _read_areas(connection: Connection) -> dict[str, Areas]:
    rows = connection.rows("SELECT kind, code, name, shape FROM areas ORDER BY kind, position")
    of_kind = {kind: list(group) for kind, group in groupby(rows, key=itemgetter(0))}
    return {kind: _areas(of_kind.get(kind, [])) for kind in (*_AREA_KINDS, _COVERAGE)}


def _areas(rows: Sequence[Any]) -> Areas:
    _, codes, names, stored = zip(*rows, strict=True) if rows else ((), (), (), ())
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = shapely.from_wkb(stored)
    return Areas(codes, names, shapes)


def _coverage(of_kind: Areas, named: Mapping[str, Array]) -> Coverage:
    # files of before there were coverage areas have no such array
    return Coverage(of_kind, named[_COVERAGE]) if len(of_kind) else NO_COVERAGE


def _town_rows(labels: Sequence[TownLabel]) -> list[dict[str, object]]:
    return [
        {
            "position": position,
            "name": town.name,
            "e": town.place.e,
            "n": town.place.n,
            "persons": town.persons,
        }
        for position, town in enumerate(labels)
    ]


def _read_towns(connection: Connection) -> tuple[TownLabel, ...]:
    rows = connection.rows("SELECT name, e, n, persons FROM towns ORDER BY position")
    return tuple(TownLabel(name, Place(e, n), persons) for name, e, n, persons in rows)


def _read_squares(named: Mapping[str, Array], size_m: int) -> Squares:
    ids = texts_of(named["squares.ids"])
    return Squares(ids, size_m, *(named[f"squares.{name}"] for name in _SQUARE_ARRAYS))


def _link_row(position: int, laid: LaidLink) -> dict[str, object]:
    link = laid.link
    return {
        "position": position,
        "name": link.name,
        "kind": link.kind,
        "e1": link.start.e,
        "n1": link.start.n,
        "e2": link.end.e,
        "n2": link.end.n,
        "minutes": link.minutes,
        "wait": link.wait_minutes,
        "days": link.days,
        "in_use": link.in_use,
        "edge": laid.edge,
        "flags": laid.flags,
    }


def read_links(connection: Connection) -> tuple[LaidLink, ...]:
    """Return the stored book of bridges and ferries in its order."""
    rows = connection.rows(
        "SELECT name, kind, e1, n1, e2, n2, minutes, wait, days, in_use, edge, flags "
        "FROM links ORDER BY position"
    )
    return tuple(_laid_link(*row) for row in rows)


def _laid_link(
    name: str,
    kind: Literal["bridge", "ferry"],
    e1: float,
    n1: float,
    e2: float,
    n2: float,
    minutes: float,
    wait: float,
    days: str,
    in_use: int,
    edge: int,
    flags: int,
) -> LaidLink:
    """Return the link of a row."""
    link = Link(
        name=name,
        kind=kind,
        start=Place(e1, n1),
        end=Place(e2, n2),
        minutes=minutes,
        wait_minutes=wait,
        days=days,
        in_use=bool(in_use),
    )
    return LaidLink(link, edge, flags)


def _read_network(
    named: Mapping[str, Array], fact: Mapping[str, Any], book: tuple[LaidLink, ...]
) -> Network:
    return Network(
        kind=fact["kind"],
        source=fact["source"],
        **{name: named[f"network.{name}"] for name in _NETWORK_ARRAYS},
        links=book,
    )


def _practice_row(practice: Practice) -> dict[str, object]:
    satellites = [[*satellite.place, satellite.days] for satellite in practice.satellites]
    return {
        "provider_number": practice.provider_number,
        "name": practice.name,
        "e": practice.place.e,
        "n": practice.place.n,
        "form": practice.form.value,
        "capacities": practice.capacities,
        "vacant": practice.vacant,
        "doctors": practice.doctors,
        "doctors_born": json.dumps(practice.doctors_born),
        "own_limit": practice.own_limit,
        "intake": practice.intake.value,
        "intake_by_register": practice.intake_by_register,
        "postcodes": json.dumps(practice.postcodes),
        "wished_list": practice.wished_list,
        "address": practice.address,
        "postcode": practice.postcode,
        "town": practice.town,
        "satellites": json.dumps(satellites),
    }


def _read_practices(connection: Connection) -> tuple[Practice, ...]:
    query = f"SELECT {', '.join(_PRACTICE_COLUMNS)} FROM practices ORDER BY provider_number"
    rows = connection.rows(query)
    if not rows:
        return ()
    columns = dict(zip(_PRACTICE_COLUMNS, zip(*rows, strict=True), strict=True))
    for name in _LISTS:  # one list of lists is read in a fifth of the time of many
        columns[name] = json.loads(f"[{','.join(columns[name])}]")
    return tuple(starmap(_practice, zip(*columns.values(), strict=True)))


def _with_owners(
    found: tuple[Practice, ...], owners: Mapping[ProviderNumber, str]
) -> tuple[Practice, ...]:
    """Return the practices with their owners, a fact that older projects do not have."""
    return tuple(
        replace(practice, owner=owners[practice.provider_number])
        if practice.provider_number in owners
        else practice
        for practice in found
    )


def _practice(
    provider_number: str,
    name: str,
    e: float,
    n: float,
    form: str,
    capacities: float,
    vacant: float,
    doctors: int,
    doctors_born: list[int],
    own_limit: int | None,
    intake: str,
    intake_by_register: int,
    postcodes: list[str],
    wished_list: int | None,
    address: str,
    postcode: str,
    town: str,
    satellites: list[tuple[float, float, float]],
) -> Practice:
    """Return the practice of a row; its columns by place, as by name they take twice the time."""
    return Practice(
        provider_number=provider_number,
        name=name,
        place=Place(e, n),
        form=_FORMS[form],
        capacities=capacities,
        vacant=vacant,
        doctors=doctors,
        doctors_born=tuple(doctors_born),
        own_limit=own_limit,
        intake=_INTAKES[intake],
        intake_by_register=bool(intake_by_register),
        postcodes=tuple(postcodes),
        wished_list=wished_list,
        address=address,
        postcode=postcode,
        town=town,
        satellites=tuple(Satellite(Place(x, y), days) for x, y, days in satellites),
    )
