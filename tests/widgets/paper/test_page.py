"""The printed page, read back from the PDF file."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from models.domain.rules import Measure
from models.domain.text import Text
from tests.towns import make_region
from tests.widgets.paper.conftest import QUARTER, MakePage
from tests.widgets.paper.pdf import (
    are_fonts_embedded,
    has_pictures,
    metadata_of,
    path_bounds,
    picture_of,
    size_mm,
    text_bounds,
    text_of,
    type_sizes,
    words_of,
)
from widgets.painting.coverage import CoverageMap, area_shapes
from widgets.paper.export import map_page_pdf
from widgets.paper.page import Shown


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("paper", "orientation", "expected"),
    [
        ("A4", "landscape", (297, 210)),
        ("A4", "portrait", (210, 297)),
        ("A3", "landscape", (420, 297)),
        ("A3", "portrait", (297, 420)),
    ],
)
def test_the_page_has_the_size_of_its_paper(
    make_page: MakePage, paper: str, orientation: str, expected: tuple[float, float]
) -> None:
    content = map_page_pdf(make_page(paper=paper, orientation=orientation))
    assert size_mm(content) == pytest.approx(expected, abs=0.4)


def test_texts_can_be_copied_with_danish_letters_figures_and_signs(make_page: MakePage) -> None:
    page = make_page()
    text = words_of(map_page_pdf(page))
    assert "Prøveregion: afstand til nærmeste praksis" in text
    assert "Scenarie: Ærøby nedlagt, sammenlignet med I dag" in text
    assert "22. november 2026" in text
    assert "Østerå" in text
    persons = page.now.region.persons
    assert f"Personer {persons} {persons} ±0" in text
    assert re.search(r"Tilmeldte \d+ \d+ (−\d+|±0)", text)


def test_the_page_says_everything_it_must(make_page: MakePage) -> None:
    text = words_of(map_page_pdf(make_page()))
    for wanted in (
        "Afstand til nærmeste praksis personer",
        "over 20 km",
        "Tilgang praksis",
        "Nedlagt Uden plads",
        "Patienter, der skifter praksis",
        "Nøgletal for Prøveregion",
        "før nu ændring",
        "Gennemsnit til nærmeste",
        "Uden to åbne valg",
        "Belastning",
        "Overenskomst 2015–2024, gælder fra 1. januar 2015: lukkegrænse 1.600",
        "afstand højst 15 km",
        "mod nord i kortnettet",
        "Kilder: Kommuner 2021; Register.",
        "Vejnet: Vejnettet 2023.",
        "Praksisregister pr. 1. oktober 2026.",
        "Praksiskort 1.2.3",
        "Side 1 af 1",
    ):
        assert wanted in text, wanted


def test_the_page_is_complete_in_english(make_page: MakePage) -> None:
    text = words_of(map_page_pdf(make_page(language="en", title="")))
    for wanted in (
        "Prøveregion: distance to the nearest practice",
        "compared with",
        "22 November 2026",
        "before now change",
        "Key figures for Prøveregion",
        "Rules",
        "grid north",
        "Page 1 of 1",
    ):
        assert wanted in text, wanted
    assert not re.search(r"\b(praksis|tilmeldte|Kilder|Side|nærmeste)\b", text)


def test_every_font_travels_with_the_file(make_page: MakePage) -> None:
    assert are_fonts_embedded(map_page_pdf(make_page()))


def test_no_type_is_smaller_than_six_points(make_page: MakePage) -> None:
    scene = replace(make_page().scene, is_estimated=True, is_invented=True)
    assert min(type_sizes(map_page_pdf(make_page(scene=scene, extent=QUARTER)))) >= 5.95


def test_the_page_is_drawn_without_bitmaps(make_page: MakePage) -> None:
    assert not has_pictures(map_page_pdf(make_page()))


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("is_close", [True, False])
def test_the_scale_bar_has_its_true_length_on_paper(
    make_page: MakePage, paper: str, is_close: bool
) -> None:
    page = make_page(paper=paper)
    content = map_page_pdf(replace(page, extent=QUARTER) if is_close else page)
    text = words_of(content)
    denominator = number(re.search(r"\b1:([\d.]+)", text)[1])  # type: ignore[index]
    end, unit = re.search(r"\b0 [\d,]+ ([\d,]+) (km|m)\b", text).groups()  # type: ignore[union-attr]
    length_mm = number(end) * (1000 if unit == "km" else 1) / denominator * 1000
    assert any(
        abs(bounds.width - length_mm) < 0.01 and 0.5 < bounds.height < 2
        for bounds in path_bounds(content)
    )


def test_squares_lie_on_paper_as_far_apart_as_on_the_ground(make_page: MakePage) -> None:
    page = make_page(mode="persons")
    grid = page.scene.grid._replace(persons=np.ones_like(page.scene.grid.persons))
    content = map_page_pdf(replace(page, scene=replace(page.scene, grid=grid)))
    denominator = number(re.search(r"\b1:([\d.]+)", words_of(content))[1])  # type: ignore[index]
    across_mm = (int(np.ptp(grid.e)) + grid.size_m) / denominator * 1000
    down_mm = (int(np.ptp(grid.n)) + grid.size_m) / denominator * 1000
    assert any(
        abs(bounds.width - across_mm) < 0.05 and abs(bounds.height - down_mm) < 0.05
        for bounds in path_bounds(content)
    )


def test_estimates_and_invented_practices_are_marked_on_the_page(make_page: MakePage) -> None:
    scene = replace(make_page().scene, is_estimated=True, is_invented=True)
    text = words_of(map_page_pdf(make_page(scene=scene)))
    for wanted in (
        "≈ Afstand til nærmeste praksis",
        "≈ Gennemsnit til nærmeste",
        "≈ Uden to åbne valg",
        "≈ Afstandene er skøn (terrænnet)",
        "de er regnet over land og broer uden et vejnet",
        "Terrænnet: Vejnettet 2023.",
        "Opdigtede praksis – kun et eksempel",
    ):
        assert wanted in text, wanted


def test_a_page_of_real_practices_and_roads_has_no_such_marks(make_page: MakePage) -> None:
    text = text_of(map_page_pdf(make_page()))
    assert "≈" not in text
    assert "Opdigtede" not in text


def test_without_a_comparison_there_is_one_column_of_figures(make_page: MakePage) -> None:
    text = words_of(map_page_pdf(make_page(before=None)))
    assert "sammenlignet" not in text
    assert "ændring" not in text
    assert f"Personer {make_page().now.region.persons} Tilmeldte" in text


def test_layers_that_are_not_shown_are_not_explained_either(make_page: MakePage) -> None:
    nothing = Shown(*[False] * 7)
    text = words_of(map_page_pdf(make_page(shown=nothing)))
    for left_out in ("under 2 km", "Nedlagt", "Patienter, der skifter", "Færge", "Østerå", "VEST"):
        assert left_out not in text, left_out


def test_a_given_title_is_printed_and_named_in_the_file(make_page: MakePage) -> None:
    content = map_page_pdf(make_page(title="Møde på Ærø"))
    assert "Møde på Ærø" in text_of(content)
    found = metadata_of(content)
    assert found["Title"] == "Møde på Ærø"
    assert found["Creator"] == "Praksiskort 1.2.3"


def test_a_title_that_is_far_too_long_stays_on_the_page(make_page: MakePage) -> None:
    content = map_page_pdf(make_page(title="Sammenlægning af praksis " * 20, scenario="Æ" * 120))
    width, _ = size_mm(content)
    assert all(bounds.right <= width - 6.9 for bounds in text_bounds(content))
    assert "…" in text_of(content)


def test_the_same_page_looks_the_same_every_time(make_page: MakePage) -> None:
    first, second = (picture_of(map_page_pdf(make_page())) for _ in range(2))
    assert np.array_equal(first, second)


def test_the_colours_tell_what_was_asked_for(make_page: MakePage) -> None:
    pages = {mode: make_page(mode=mode) for mode in ("distance", "choices", "persons")}
    titles = {mode: words_of(map_page_pdf(page)) for mode, page in pages.items()}
    assert "Åbne praksis inden for 15 km personer" in titles["choices"]
    assert "Beboere i kvadratet personer" in titles["persons"]


def test_an_extent_at_sea_prints_a_page_without_land(make_page: MakePage) -> None:
    at_sea = QUARTER._replace(west=900_000, east=905_000)
    assert "Nøgletal" in text_of(map_page_pdf(make_page(extent=at_sea)))


def test_the_page_names_the_rules_and_says_where_distances_are_straight_lines(
    make_page: MakePage,
) -> None:
    page = make_page()
    rules = page.now.state.rules
    assert "i luftlinje." not in words_of(map_page_pdf(page)).replace(rules.source.da, "")
    own = replace(rules, measure=Measure.STRAIGHT_LINE, title=Text("Vores regler", "Our rules"))
    state = replace(page.now.state, rules=own)
    told = words_of(map_page_pdf(replace(page, now=replace(page.now, state=state))))
    assert "Vores regler, gælder fra 1. januar 2015" in told
    assert "Afstande er målt i luftlinje." in told


def test_threatened_areas_stand_on_the_page_and_in_its_legend(make_page: MakePage) -> None:
    areas = area_shapes(make_region(11).coverage.areas)
    content = map_page_pdf(make_page(coverage=CoverageMap(areas, ("red", "", "yellow"))))
    text = words_of(content)
    for told in ("Truet lægedækning", "Rødt område", "Gult område"):
        assert told in text
    assert not has_pictures(content)
    assert "Truet lægedækning" not in words_of(map_page_pdf(make_page()))
