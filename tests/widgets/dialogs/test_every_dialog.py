"""Every dialog opens in every language, theme and scale, with nothing cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from models.domain.place import Place
from models.domain.practice import Status
from models.domain.rules import shipped_rule_packs
from models.domain.text import Text
from models.network.links import Link
from models.scenario.edits import ClosePractice
from models.scenario.settle import Outlay, Settled
from tests.widgets.samples import KNEBEL, make_practice
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.areas import NameDialog, Part, PickDialog, ProposeDialog
from widgets.dialogs.chooser import Candidate
from widgets.dialogs.close import CloseDialog
from widgets.dialogs.link import LinkDialog, LinkDraft
from widgets.dialogs.links import LinkRow, LinksDialog
from widgets.dialogs.merge import MergeDialog
from widgets.dialogs.message import MessageDialog
from widgets.dialogs.new_scenario import NewScenarioDialog
from widgets.dialogs.open import OpenDialog
from widgets.dialogs.optimal import OptimalDialog
from widgets.dialogs.pdf import PdfDialog
from widgets.dialogs.rules import RulesDialog
from widgets.dialogs.satellite import SatelliteDialog
from widgets.dialogs.settings import Preferences, SettingsDialog
from widgets.panels.scenarios import ScenarioItem
from widgets.style import WORKSHOP_SCALE, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words

SMALL_SCREEN = QSize(1280, 770)  # 1280x800 less the title bar
HERE = Place(592_000, 6_231_000)
TIRSTRUP = make_practice(provider_number="051912", name="Lægefællesskabet i Tirstrup")
LINKS = [
    LinkRow(Link("Branden–Fur", "ferry", HERE, HERE, 5.0, 10.0, "daglig"), "Branden", "Fur"),
    LinkRow(Link("Jegindødæmningen", "bridge", HERE, HERE), "Hvidbjerg", "Jegindø"),
]
FERRY = LinkDraft("Branden–Fur", start=HERE, end=Place(593_000, 6_231_000))
SETTLED = Settled(
    ClosePractice("1", "optimal", placed=()),
    Outlay(5_278, 3_724, 12_797.7, 14_998),
    Outlay(5_576, 3_426, 16_763.6, 14_999),
)
CANDIDATES = [Candidate("1", "Lægehuset Aulum", "Aulum", 8_400, Status.OPEN, 320)]


def make_close(words, look):
    dialog = CloseDialog(words, look, TIRSTRUP, 1618, CANDIDATES)
    dialog.choices["satellite"].setChecked(True)
    dialog.chooser.choose("1")
    return dialog


def make_new_scenario(words, look):
    dialog = NewScenarioDialog(words, look, [ScenarioItem(1, "Perspektivplan 2008")], 1)
    dialog.name.setText("Mols, muligheder")
    return dialog


def make_fault(words, look):
    dialog = MessageDialog(words, look, words("app.bug.title"), words("app.bug"), "Traceback" * 30)
    dialog.fold.setChecked(True)
    return dialog


def make_rules(words, look, pack_id):
    dialog = RulesDialog(words, look, "Mols, muligheder")
    packs = shipped_rule_packs()
    own = replace(packs[1], id="own-1", title=Text("Vores", "Ours"))
    dialog.show_packs([*packs, own], {"own-1": ["I dag"]}, "2015-2024", pack_id)
    return dialog


def make_pick(words, look):
    parts = [Part("municipality", 0, "Skive Kommune"), Part("parish", 3, "Agri Sogn")]
    dialog = PickDialog(words, look, parts, ["Mols"])
    dialog.name.setText("Djursland")
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    return dialog


DIALOGS = {
    "about": lambda w, k: AboutDialog(w, k, "0.1.0", ["Kommuner: GeoDanmark 2018"]),
    "area name": lambda w, k: NameDialog(w, k, "Mols", ["Djursland"]),
    "area parts": make_pick,
    "areas proposed": lambda w, k: ProposeDialog(w, k),
    "close": make_close,
    "links": lambda w, k: LinksDialog(w, k, LINKS),
    "link": lambda w, k: LinkDialog(w, k, FERRY, is_new=False),
    "link, new": lambda w, k: LinkDialog(w, k, FERRY),
    "links, none": lambda w, k: LinksDialog(w, k, []),
    "links, read-only": lambda w, k: LinksDialog(w, k, LINKS, is_read_only=True),
    "merge": lambda w, k: MergeDialog(w, k, [(KNEBEL, 4012), (TIRSTRUP, 1618)]),
    "message": lambda w, k: MessageDialog(w, k, "Det gik ikke", "Disken er fuld. " * 12),
    "fault": make_fault,
    "new": make_new_scenario,
    "open": lambda w, k: OpenDialog(w, k, HERE, {"NEW1"}, "Knebel"),
    "optimal": lambda w, k: OptimalDialog(w, k, "Lægen i Galten", SETTLED),
    "pdf": lambda w, k: PdfDialog(w, k, "Mols", Path.cwd() / "Mols.pdf"),
    "rules": lambda w, k: make_rules(w, k, "2025"),
    "rules, own": lambda w, k: make_rules(w, k, "own-1"),
    "satellite": lambda w, k: SatelliteDialog(w, k, TIRSTRUP, HERE),
    "settings": lambda w, k: SettingsDialog(w, k, Preferences()),
}


def is_cut(widget):
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.sizeHint().width()


@pytest.fixture(params=sorted(DIALOGS))
def make(request):
    return DIALOGS[request.param]


@pytest.mark.parametrize(
    ("theme", "scale"), [(LIGHT, 1.0), (DARK, WORKSHOP_SCALE)], ids=["light", "dark workshop"]
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_text_is_cut_and_it_fits_a_small_screen(qtbot, qapp, make, theme, scale, language):
    dialog = make(Words(language), apply_style(qapp, theme, scale))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    texts = [
        *dialog.findChildren(QLabel),
        *dialog.findChildren(QAbstractButton),
        *dialog.findChildren(QComboBox),
    ]
    cut = [widget for widget in texts if widget.isVisible() and is_cut(widget)]
    assert cut == []
    assert dialog.windowTitle()
    assert SMALL_SCREEN.expandedTo(dialog.size()) == SMALL_SCREEN


def test_enter_accepts(qtbot, make, words, look):
    dialog = make(words, look)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_escape_cancels(qtbot, make, words, look):
    dialog = make(words, look)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_first_field_has_the_focus(qtbot, make, words, look):
    dialog = make(words, look)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.isAncestorOf(dialog.focusWidget())
