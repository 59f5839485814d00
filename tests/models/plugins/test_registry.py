"""Plug-ins are described before their code runs, and a broken one harms nobody."""

import json
import sys
import tomllib
from importlib.metadata import EntryPoint, distributions
from pathlib import Path

import pytest

from models.plugins.manifest import Indicator, Kind, read_manifest
from models.plugins.registry import GROUP, PluginError, discover, run_plugin

INDICATOR = {
    "kind": "indicator",
    "id": "one",
    "title": {"da": "Et tal", "en": "A number"},
    "decimals": 0,
    "breaks": [1, 2, 3, 4, 5],
    "better": "high",
    "run": "strangers.code:one",
}
PLUGIN = {
    "id": "strangers",
    "title": {"da": "De andres", "en": "Others'"},
    "contributes": [INDICATOR],
}


@pytest.fixture
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a stranger's installed package whose code must not be run."""
    package = tmp_path / "strangers"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemError('this was run')")
    (package / "plugin.json").write_text(json.dumps(PLUGIN))
    info = tmp_path / "strangers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\nstrangers = strangers:plugin.json\n")
    monkeypatch.syspath_prepend(tmp_path)
    return package


def points(folder: Path) -> list[EntryPoint]:
    return [
        point
        for found in distributions(path=[str(folder.parent)])
        for point in found.entry_points
        if point.group == GROUP
    ]


def test_a_plugin_is_described_without_running_its_code(strangers: Path) -> None:
    plugins = discover(points(strangers))
    assert plugins.broken == ()
    assert [manifest.title.da for manifest in plugins.manifests] == ["De andres"]
    assert plugins.indicators["strangers.one"].breaks == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert "strangers" not in sys.modules


def test_a_plugin_whose_code_fails_is_named_when_it_is_used(strangers: Path) -> None:
    indicator = discover(points(strangers)).indicators["strangers.one"]
    with pytest.raises(PluginError) as refused:
        run_plugin(indicator)
    assert "Et tal" in refused.value.text.da
    assert "this was run" in refused.value.text.da


def test_our_own_indicators_come_through_the_same_door() -> None:
    own = EntryPoint("access", "models.plugins.access:plugin.json", GROUP)
    plugins = discover([own])
    assert plugins.broken == ()
    assert list(plugins.indicators) == [
        "praksiskort.access.two_step",
        "praksiskort.access.enhanced_two_step",
        "praksiskort.access.patients_per_capacity",
    ]


def test_the_project_file_declares_our_own_plugin() -> None:
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8")
    declared = tomllib.loads(text)["project"]["entry-points"][GROUP]
    assert declared == {"access": "models.plugins.access:plugin.json"}


@pytest.mark.parametrize(
    "value", ["nowhere.at.all:plugin.json", "models.plugins.access:missing.json", "models"]
)
def test_a_plugin_that_cannot_be_read_is_named_and_the_others_load(value: str) -> None:
    own = EntryPoint("access", "models.plugins.access:plugin.json", GROUP)
    plugins = discover([EntryPoint("broken", value, GROUP), own])
    assert len(plugins.manifests) == 1
    assert len(plugins.broken) == 1
    assert "»broken«" in plugins.broken[0].text.da


def test_two_plugins_of_one_id_do_not_mix() -> None:
    value = "models.plugins.access:plugin.json"
    plugins = discover([EntryPoint("a", value, GROUP), EntryPoint("b", value, GROUP)])
    assert len(plugins.manifests) == 1
    assert "»b«" not in plugins.manifests[0].title.da
    assert "taken" in plugins.broken[0].text.en


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "magic"}, "magic"),
        ({"title": "Et tal"}, "title"),
        ({"run": "strangers"}, "run"),
        ({"breaks": [1, 2, 3]}, "breaks"),
        ({"breaks": [5, 4, 3, 2, 1]}, "breaks"),
        ({"better": "blue"}, "better"),
        ({"decimals": "2"}, "decimals"),
    ],
)
def test_a_description_that_is_wrong_says_where(change: dict, told: str) -> None:
    text = json.dumps({**PLUGIN, "contributes": [{**INDICATOR, **change}]})
    with pytest.raises(ValueError, match=told):
        read_manifest(text)


def test_other_kinds_are_described_too() -> None:
    row = {"kind": "exporter", "id": "x", "title": INDICATOR["title"], "run": "a.b:c"}
    manifest = read_manifest(json.dumps({**PLUGIN, "contributes": [row, INDICATOR]}))
    assert [each.kind for each in manifest.contributions] == [Kind.EXPORTER, Kind.INDICATOR]
    assert isinstance(manifest.contributions[1], Indicator)


def test_contributions_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="not unique"):
        read_manifest(json.dumps({**PLUGIN, "contributes": [INDICATOR, INDICATOR]}))
