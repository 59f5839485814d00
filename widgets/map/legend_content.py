"""What the map's legend says: from the layers that are shown and what is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from widgets.map.scene import Crossing
from widgets.painting.coverage import RED, YELLOW, ground_color
from widgets.painting.ferries import CrossingLook
from widgets.painting.formats import length_text
from widgets.painting.legend import (
    AreaKey,
    FlowKey,
    Legend,
    LegendRow,
    LegendSection,
    RoomKey,
    UnplacedKey,
    distance_section,
    intake_section,
    swatch_section,
)
from widgets.painting.palettes import (
    CHOICE_STARTS,
    IndicatorPicture,
    SquareMode,
    distance_breaks,
    palette,
    person_starts,
)
from widgets.painting.style import Style
from widgets.painting.symbols import Kind, SymbolLook
from widgets.words import Words


def squares_section(
    mode: SquareMode,
    persons_by_class: Sequence[int],
    limit_m: float,
    size_m: float,
    style: Style,
    *,
    is_estimated: bool,
    indicator: IndicatorPicture | None = None,
) -> LegendSection:
    """Return the section on the squares' colours; `persons_by_class` counts persons."""
    words, theme = style.words, style.theme
    colors = palette(mode, theme).colors
    persons = persons_by_class[: len(colors)]
    unit = words("map.legend.persons_unit")
    if mode == "distance":
        return distance_section(
            words,
            theme.distance_bands,
            distance_breaks(limit_m),
            persons,
            theme.by_ferry,
            theme.no_way,
            is_estimated,
        )
    if mode == "choices":
        key = "map.legend.choices_estimated" if is_estimated else "map.legend.choices"
        title = words(key, limit=length_text(limit_m, words))
        return swatch_section(title, unit, colors, choice_texts(words), persons)
    if mode == "indicator" and indicator is not None:
        return swatch_section(
            indicator.title, unit, colors, indicator_texts(indicator, words), persons
        )
    texts = person_texts(words, person_starts(size_m))
    return swatch_section(words("map.legend.persons"), unit, colors, texts, persons)


def choice_texts(words: Words) -> tuple[str, ...]:
    """Return the names of the classes of choices."""
    *_, two, few, many = CHOICE_STARTS
    return (
        words("map.choices.none"),
        words("map.choices.one"),
        words("map.choices.count", count=two),
        words("map.choices.between", start=few, end=many - 1),
        words("map.choices.or_more", start=many),
    )


def indicator_texts(indicator: IndicatorPicture, words: Words) -> tuple[str, ...]:
    """Return the names of an indicator's classes, the worst first, and of having no value."""
    numbers = [words.number(value, indicator.decimals) for value in indicator.breaks]
    between = [
        words("map.indicator.between", start=start, end=end) for start, end in pairwise(numbers)
    ]
    texts = [
        words("map.indicator.below", end=numbers[0]),
        *between,
        words("map.indicator.above", start=numbers[-1]),
    ]
    if not indicator.is_high_good:
        texts.reverse()
    return (*texts, words("map.indicator.none"))


def person_texts(words: Words, starts: Sequence[int]) -> tuple[str, ...]:
    """Return the names of the classes of persons in a square."""
    between = [
        words("map.persons.between", start=words.number(start), end=words.number(following - 1))
        for start, following in pairwise(starts)
    ]
    return (*between, words("map.persons.or_more", start=words.number(starts[-1])))


def practices_section(
    counts: Mapping[SymbolLook, int], n_satellites: int, words: Words
) -> LegendSection:
    """Return the section on symbols, with counts of practices and of their satellites."""
    kinds: Counter[Kind] = Counter()
    for look, count in counts.items():
        kinds[look.kind] += count
    return intake_section(
        words,
        kinds,
        without_doctor=sum(count for look, count in counts.items() if not look.has_doctor),
        changed=sum(count for look, count in counts.items() if look.is_changed),
        satellites=n_satellites,
    )


def coverage_section(levels: Sequence[str], style: Style) -> Legend:
    """Return the section on threatened coverage areas, or nothing where none is."""
    words = style.words
    rows = tuple(
        LegendRow(
            AreaKey(ground_color(level, style)), words(f"areas.level.{level}"), levels.count(level)
        )
        for level in (RED, YELLOW)
        if level in levels
    )
    unit = words("areas.legend.unit")
    return (LegendSection(words("areas.legend"), rows, unit),) if rows else ()


def room_section(within: int, wished: int, words: Words) -> Legend:
    """Return the section on places left at practices."""
    rows = [LegendRow(RoomKey(), words("areas.room.within"), within)]
    if wished:
        rows.append(LegendRow(RoomKey(), words("areas.room.wished"), wished))
        rows.append(LegendRow(RoomKey(), words("areas.room.total"), within + wished))
    return (LegendSection(words("areas.room"), tuple(rows), words("areas.room.unit")),)


def other_section(
    words: Words, *, unplaced: int, flows: bool, crossings: Sequence[Crossing]
) -> Legend:
    """Return the section on the thinner layers, or nothing where none is shown."""
    rows = []
    if unplaced:
        rows.append(LegendRow(UnplacedKey(), words("map.legend.unplaced"), unplaced))
    if flows:
        rows.append(LegendRow(FlowKey(), words("map.legend.flow")))
    if any(not crossing.is_bridge for crossing in crossings):
        rows.append(LegendRow(CrossingLook(), words("map.legend.ferry")))
    if any(crossing.is_bridge for crossing in crossings):
        rows.append(LegendRow(CrossingLook(is_bridge=True), words("map.legend.bridge")))
    if any(not crossing.in_use for crossing in crossings):
        rows.append(LegendRow(CrossingLook(in_use=False), words("map.legend.idle")))
    return (LegendSection("", tuple(rows)),) if rows else ()
