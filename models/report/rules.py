"""Rule packs for people and for JSON: every value by name, with its unit and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.domain.rules import VALUES, Measure, RulePack
from models.domain.text import Language, Text, format_number, in_order
from models.report.area_names import SHIPPED_NAMES, AreaNames, NamesByValue

NAMES: Mapping[str, Text] = {
    "norm_per_capacity": Text("Normtal pr. kapacitet", "Norm per capacity"),
    "norm_by_area": Text("Anden lukkegrænse i områder", "Other closing limit in areas"),
    "ceiling_per_capacity": Text("Loft pr. kapacitet", "Ceiling per capacity"),
    "limit_m": Text("Afstandsgrænse", "Distance limit"),
    "limit_m_by_municipality": Text(
        "Anden afstandsgrænse i kommuner", "Other distance limit in municipalities"
    ),
    "measure": Text("Afstand måles", "Distance is measured"),
    "choices_needed": Text("Åbne praksis at vælge imellem", "Open practices to choose from"),
    "reach_m": Text("Patienter fordeles højst", "Patients are sent at most"),
    "closed_take_entitled": Text(
        "Lukkede praksis tager dem, de skal", "Closed practices take whom they must"
    ),
    "shared_post_norm": Text("Delepraksis lukker ved", "A shared post closes at"),
    "clinic_doctors_are_permanent": Text(
        "Udbuds- og regionsklinikker har fast læge",
        "Tender and regional clinics have permanent doctors",
    ),
    "numbers_per_owner": Text("Ydernumre pr. ejer, højst", "Provider numbers per owner, at most"),
    "unit_persons_least": Text("Effektiv enhed, mindst", "Effective unit, at least"),
    "unit_persons_most": Text("Effektiv enhed, højst", "Effective unit, at most"),
    "age_weights": Text("Behov efter alder", "Need by age"),
    "group_weights": Text("Behov efter sociogeografisk gruppe", "Need by sociogeographic group"),
}
"""What each value is called; the names of age and sociogeographic groups stand beside weights."""


def pack_json(pack: RulePack) -> dict[str, Any]:
    """Return a pack with every value beside its source, as the command prints it."""
    plain = pack.to_json()
    values = {
        name: {"value": plain[name], "source": pack.source_of(name).to_json()} for name in VALUES
    }
    kept = {name: plain[name] for name in ("id", "title", "valid_from", "source")}
    return {**kept, "values": values}


def value_lines(
    pack: RulePack, language: Language, names: NamesByValue = SHIPPED_NAMES
) -> Iterator[str]:
    """Return a line for every value: name, value, source and its date."""
    assumed = Text("antagelse", "assumption").in_language(language)
    for name in VALUES:
        source = pack.source_of(name)
        marks = [part for part in (source.date, "" if source.is_settled else assumed) if part]
        where = f" [{', '.join(marks)}]" if marks else ""
        value = value_text(pack, name, names).in_language(language)
        called = NAMES[name].in_language(language)
        yield f"{called}: {value} – {source.text.in_language(language)}{where}"


def value_text(pack: RulePack, name: str, names: NamesByValue = SHIPPED_NAMES) -> Text:
    """Return a value with its unit, in words where it is not a number; areas by their `names`."""
    value = getattr(pack, name)
    if name in _AREA_WRITERS:
        return _by_area(value, names[name], _AREA_WRITERS[name])
    return _WRITERS[name](value)


def _number(value: float, decimals: int = 0) -> Text:
    return Text(format_number(value, "da", decimals), format_number(value, "en", decimals))


def _with_unit(da: str, en: str) -> Callable[[int], Text]:
    def write(value: int) -> Text:
        number = _number(value)
        return Text(f"{number.da} {da}", f"{number.en} {en}")

    return write


def _kilometres(metres: int) -> Text:
    number = _number(metres / 1000, 0 if metres % 1000 == 0 else 1)
    return Text(f"{number.da} km", f"{number.en} km")


def _unless_none(da: str, en: str, write: Callable[[int], Text]) -> Callable[[int | None], Text]:
    def written(value: int | None) -> Text:
        return Text(da, en) if value is None else write(value)

    return written


def _by_area(values: Mapping[str, int], names: AreaNames, write: Callable[[int], Text]) -> Text:
    parts = [(called, write(value)) for called, value in by_name(values, names)]
    da = ", ".join(f"{called}: {text.da}" for called, text in parts)
    en = ", ".join(f"{called}: {text.en}" for called, text in parts)
    return Text(da or "ingen", en or "none")


def by_name(values: Mapping[str, int], names: AreaNames) -> list[tuple[str, int]]:
    """Return values by area code under the areas' names, in their order."""
    called = [(names.called(code), value) for code, value in values.items()]
    return sorted(called, key=lambda pair: (in_order(pair[0]), pair[0]))


def _weights(weights: tuple[float, ...]) -> Text:
    parts = [_number(weight, 2) for weight in weights]
    return Text(" · ".join(part.da for part in parts), " · ".join(part.en for part in parts))


def _measure(measure: Measure) -> Text:
    return {
        Measure.ROAD: Text("ad vej", "by road"),
        Measure.STRAIGHT_LINE: Text("i luftlinje", "in a straight line"),
    }[measure]


def _yes_or_no(value: bool) -> Text:
    return Text("ja", "yes") if value else Text("nej", "no")


_listed = _with_unit("tilmeldte", "listed")
_persons = _with_unit("patienter", "patients")
_AREA_WRITERS: Mapping[str, Callable[[int], Text]] = {
    "norm_by_area": _listed,
    "limit_m_by_municipality": _kilometres,
}
_WRITERS: Mapping[str, Callable[[Any], Text]] = {
    "norm_per_capacity": _listed,
    "ceiling_per_capacity": _unless_none("intet loft", "no ceiling", _listed),
    "limit_m": _kilometres,
    "measure": _measure,
    "choices_needed": _number,
    "reach_m": _unless_none("så langt som afstandsgrænsen", "as far as the limit", _kilometres),
    "closed_take_entitled": _yes_or_no,
    "shared_post_norm": _unless_none("normtallet", "the norm", _listed),
    "clinic_doctors_are_permanent": _yes_or_no,
    "numbers_per_owner": _unless_none("ingen grænse", "no limit", _number),
    "unit_persons_least": _persons,
    "unit_persons_most": _persons,
    "age_weights": _weights,
    "group_weights": _weights,
}
