"""What a page says, in values and words: classes of squares, legend, and notes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from models.domain.rules import Measure, RulePack
from widgets.map.legend_content import (
    coverage_section,
    other_section,
    practices_section,
    squares_section,
)
from widgets.painting.formats import length_text
from widgets.painting.legend import Legend, LegendSection, Swatch
from widgets.painting.palettes import (
    BY_FERRY,
    SquareMode,
    UInt8,
    choice_classes,
    distance_classes,
    palette,
    person_classes,
)
from widgets.painting.style import Style
from widgets.paper.dates import date_text
from widgets.paper.flows import drawn_flows, omission_sentences
from widgets.paper.page import MapPage
from widgets.paper.scale import scale_text
from widgets.words import Words

_BEYOND_LIMIT = (4, 5)
_WORST = (0, 1)


class Note(NamedTuple):
    """A heading and the sentences under it."""

    heading: str
    text: str


def square_classes(page: MapPage) -> UInt8:
    """Return the colour class of each square, uint8 with shape (n_square,)."""
    result, grid = page.now, page.scene.grid
    if page.mode == "distance":
        return distance_classes(result.distance_dm, result.by_ferry, result.state.rules.limit_m)
    if page.mode == "choices":
        return choice_classes(result.choices)
    if page.mode == "indicator" and page.indicator is not None:
        return page.indicator.classes
    return person_classes(grid.persons, grid.size_m)


def short_classes(mode: SquareMode) -> tuple[int, ...]:
    """Return the classes of squares whose people are too far or have too little of something.

    They are outlined on paper: in grey print orange would pass for light green.
    """
    if mode == "distance":
        return (*_BEYOND_LIMIT, BY_FERRY)
    return _WORST if mode in ("choices", "indicator") else ()


def legend_of(page: MapPage, style: Style) -> Legend:
    """Return the legend; its numbers are those of the whole region."""
    shown, words = page.shown, style.words
    legend: Legend = ()
    if shown.squares:
        legend += (_squares_section(page, style),)
    if shown.practices:
        looks = Counter(mark.look for mark in page.marks)
        n_satellites = sum(len(mark.satellites) for mark in page.marks)
        legend += (practices_section(looks, n_satellites, words),)
    if page.coverage is not None:
        legend += coverage_section(page.coverage.levels, style)
    return legend + other_section(
        words,
        unplaced=int(page.now.unplaced.sum(dtype=np.int64)) if shown.unplaced else 0,
        flows=bool(drawn_flows(page).flows),
        crossings=page.scene.crossings if shown.ferries else (),
    )


def caption_of(page: MapPage, words: Words) -> str:
    """Return what is said under the legend."""
    sentences = [words("paper.legend.whole", region=page.scene.name)]
    if page.shown.practices:
        sentences.append(words("paper.legend.area"))
    return " ".join([*sentences, *omission_sentences(drawn_flows(page), words)])


def heading_of(page: MapPage, words: Words) -> str:
    """Return the page's title, or what the map shows where none was given."""
    return page.title or words(
        f"paper.title.{page.mode}",
        region=page.scene.name,
        limit=length_text(page.now.state.rules.limit_m, words),
        title="" if page.indicator is None else page.indicator.title,
    )


def scenario_line(page: MapPage, words: Words) -> str:
    """Return which scenario is shown and what it is held against."""
    if page.before is None:
        return words("paper.scenario", scenario=page.scenario)
    return words("paper.scenario.compared", scenario=page.scenario, other=page.compared_with)


def notes_of(page: MapPage, denominator: int, words: Words) -> list[Note]:
    """Return what the reader must know: the rules, how to read the map, and the sources."""
    return [
        Note(words("paper.rules"), _rules_note(page, words)),
        Note(words("paper.reading"), _reading_note(page, denominator, words)),
        Note(words("paper.data"), _data_note(page, words)),
    ]


def _squares_section(page: MapPage, style: Style) -> LegendSection:
    colors = palette(page.mode, style.theme).colors
    # sums of whole numbers far below 2**53 are exact in floats
    persons = np.bincount(square_classes(page), page.scene.grid.persons, len(colors))
    section = squares_section(
        page.mode,
        persons.astype(np.int64).tolist(),
        page.now.state.rules.limit_m,
        page.scene.grid.size_m,
        style,
        is_estimated=page.scene.is_estimated,
        indicator=page.indicator,
    )
    outlined = {Swatch(colors[index]) for index in short_classes(page.mode)}
    rows = [
        row._replace(key=Swatch(row.key.fill, is_outlined=True))
        if isinstance(row.key, Swatch) and row.key in outlined
        else row
        for row in section.rows
    ]
    return section._replace(rows=tuple(rows))


def _rules_note(page: MapPage, words: Words) -> str:
    rules = page.now.state.rules
    sentences = [_rules_sentence(rules, words)]
    if rules.measure is Measure.STRAIGHT_LINE:
        sentences.append(words("paper.rules.line"))
    sentences.append(words.of(rules.source))
    if page.before is not None and page.before.state.rules.id != rules.id:
        other = words.of(page.before.state.rules.title)
        sentences.append(words("paper.rules.other", other=page.compared_with, rules=other))
    return " ".join(sentences)


def _rules_sentence(rules: RulePack, words: Words) -> str:
    return words(
        "paper.rules.values",
        title=words.of(rules.title),
        date=date_text(rules.valid_from, words.language),
        norm=words.number(rules.norm_per_capacity),
        limit=length_text(rules.limit_m, words),
        choices=rules.choices_needed,
    )


def _reading_note(page: MapPage, denominator: int, words: Words) -> str:
    scale = scale_text(words, denominator)
    sentences = [words("paper.reading.scale", scale=scale, paper=page.paper)]
    if page.scene.is_estimated:
        sentences.append(words("paper.reading.land"))
    sentences.append(words("paper.reading.distance"))
    return " ".join(sentences)


def _data_note(page: MapPage, words: Words) -> str:
    sources = page.sources
    # the network has a sentence of its own
    data = [source.rstrip(".") for source in sources.data if source != sources.network]
    sentences = [words("paper.data.files", files="; ".join(data))] if data else []
    if sources.network:
        key = "paper.data.land" if page.scene.is_estimated else "paper.data.road"
        sentences.append(words(key, network=sources.network.rstrip(".")))
    if sources.register_date:
        day = date_text(sources.register_date, words.language)
        sentences.append(words("paper.data.register", date=day))
    if sources.are_lists_estimated:
        sentences.append(words("paper.data.lists_estimated"))
    return " ".join(sentences)
