"""Every page of the assistant in every language, theme and scale, with nothing cut."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from PySide6.QtWidgets import QAbstractButton, QLabel

from models.domain.place import Place
from models.importers.coordinates import System
from models.importers.layout import Format
from models.importers.recognise import recognise
from models.importers.sources import Source
from tests.models.importers.world import write_world
from tests.widgets.dialogs.test_every_dialog import is_cut
from widgets.assistant.small_map import SmallMap, outlines_of
from widgets.assistant.told import facts_of
from widgets.assistant.window import MAKING, STEPS, AssistantWindow
from widgets.panels.parts import ElidedLabel
from widgets.style import WORKSHOP_SCALE, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, ...]:
    folder = tmp_path_factory.mktemp("filer")
    write_world(folder)
    (folder / "brev.txt").write_text("Kære planlægger\n", "utf-8")
    return recognise(sorted(folder.iterdir()))


@pytest.mark.parametrize(
    ("theme", "scale"), [(LIGHT, 1.0), (DARK, WORKSHOP_SCALE)], ids=["light", "dark workshop"]
)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("is_empty", [True, False])
def test_no_text_is_cut_on_any_page(qtbot, qapp, sources, theme, scale, language, is_empty):
    window = AssistantWindow(Words(language), apply_style(qapp, theme, scale))
    qtbot.addWidget(window)
    window.show_sources(() if is_empty else sources)
    window.show()
    qtbot.waitExposed(window)
    for step in range(1 if is_empty else len(STEPS)):
        window.go_to(step)
        assert window.step == step
        if step == MAKING:
            window.making.show_plan(sources)
            window.making.show_regions(["Region Prøve"], "Region Prøve")
        qapp.processEvents()
        texts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
        seen = [text for text in texts if text.isVisible() and not isinstance(text, ElidedLabel)]
        assert [text.text() for text in seen if is_cut(text)] == []


def seen_in(window):
    return [label.text() for label in window.files.findChildren(QLabel) if label.isVisible()]


def test_what_is_missing_stands_in_the_checklist(qtbot, words, look, sources):
    window = AssistantWindow(words, look)
    qtbot.addWidget(window)
    window.show()
    said = seen_in(window)
    assert any("hent dem hos Klimadatastyrelsen" in text for text in said)
    window.show_sources(sources)
    qtbot.waitUntil(lambda: len(seen_in(window)) > 8)
    said = seen_in(window)
    assert "✓  Kommuner" in said
    assert not any("mangler" in text for text in said)


def test_every_format_has_words(words):
    for form in Format:
        assert words(f"import.format.{form}")


def test_the_facts_of_a_file_are_said(words, sources):
    facts = {source.path.name: facts_of(words, source) for source in sources}
    assert facts["register.csv"] == "2 rækker · Tekstfil · semikolon · Windows-1252"
    assert facts["veje.osm.pbf"] == "OpenStreetMap"


def test_steps_behind_can_be_gone_back_to_and_those_ahead_only_when_all_is_well(
    qtbot, words, look, sources
):
    window = AssistantWindow(words, look)
    qtbot.addWidget(window)
    window.show_sources([s for s in sources if s.path.name != "register.csv"])
    assert [button.isEnabled() for button in window.bar.buttons] == [True, False, False, False]
    window.show_sources(sources)
    window.go_to(2)
    window.bar.buttons[0].click()
    assert window.step == 0


def test_every_place_and_the_land_are_in_view(qtbot, look):
    shown = SmallMap(look)
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show_land(outlines_of([shapely.box(500_000, 6_200_000, 520_000, 6_210_000)]))
    shown.show_places([Place(600_000.0, 6_300_000.0)])
    image = shown.grab().toImage()
    accent = look.colour("accent")
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if sum(
            abs(a - b)
            for a, b in zip(image.pixelColor(x, y).getRgb(), accent.getRgb(), strict=True)
        )
        < 120
    ]
    assert found
    assert all(x > image.width() / 2 and y < image.height() / 2 for x, y in found)


def test_a_system_chosen_by_hand_is_reported(qtbot, words, look, sources):
    window = AssistantWindow(words, look)
    qtbot.addWidget(window)
    window.show_sources(sources)
    window.go_to(2)
    places = window.places
    with qtbot.waitSignal(window.changed) as changed:
        places.system.activated.emit(places.system.findData(System.UTM33))
    at, source = changed.args
    assert source.match.system is System.UTM33
    assert sources[at].path == source.path


def test_a_project_gets_its_ending(qtbot, words, look, tmp_path: Path):
    window = AssistantWindow(words, look)
    qtbot.addWidget(window)
    window.making.set_path(tmp_path / "Region 2.0")
    assert window.making.path() == tmp_path / "Region 2.0.praksis"
