"""Everything the planner can ask for by toolbar, menu or key, each once."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from widgets.icons import icon
from widgets.style import Look
from widgets.words import Words


class Entry(NamedTuple):
    """An action: its id (and key of its text), its icon, its keys."""

    id: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    is_checkable: bool = False


ENTRIES = (
    Entry("new_practice", "open_practice", ("Ctrl+Shift+N",)),
    Entry("merge", "merge", ("Ctrl+M",)),
    Entry("close_practice", "close", ("Del",)),
    Entry("satellite", "satellite"),
    Entry("undo", "undo", ("Ctrl+Z",)),
    Entry("redo", "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Entry("export_pdf", "pdf", ("Ctrl+P",)),
    Entry("open_project", "open_project", ("Ctrl+O",)),
    Entry("new_example", "help"),
    Entry("data_report", "report"),
    Entry("links"),
    Entry("new_scenario", "new_project", ("Ctrl+N",)),
    Entry("fit", "fit", ("Home",)),
    Entry("zoom_in", "zoom_in", ("Ctrl++",)),
    Entry("zoom_out", "zoom_out", ("Ctrl+-",)),
    Entry("find", "search", ("Ctrl+F",)),
    Entry("workshop", "workshop", ("F11",), is_checkable=True),
    Entry("settings", "settings", ("Ctrl+,",)),
    Entry("about", "about"),
    Entry("quit", "", ("Ctrl+Q",)),
)

TOOLBAR = (
    ("new_practice", "merge", "close_practice", "satellite"),
    ("undo", "redo"),
    ("export_pdf",),
)

MENUS = (
    (
        "file",
        (
            ("open_project", "new_example"),
            ("data_report", "links"),
            ("export_pdf",),
            ("settings",),
            ("quit",),
        ),
    ),
    ("edit", (("undo", "redo"), ("new_practice", "merge", "close_practice", "satellite"))),
    ("scenario", (("new_scenario",),)),
    ("view", (("fit", "zoom_in", "zoom_out"), ("find",), ("workshop",))),
    ("help", (("about",),)),
)


class Actions:
    """The window's actions by id, in its toolbar and menus."""

    def __init__(self, window: QMainWindow, words: Words, look: Look) -> None:
        self._by_id = {entry.id: _make(entry, window, words, look) for entry in ENTRIES}
        self._fill_toolbar(window, words)
        self._fill_menus(window, words)

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def _fill_toolbar(self, window: QMainWindow, words: Words) -> None:
        bar = window.addToolBar(words("app.toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.toggleViewAction().setVisible(False)
        for number, group in enumerate(TOOLBAR):
            if number:
                bar.addSeparator()
            for action_id in group:
                bar.addAction(self[action_id])
        self.toolbar = bar

    def _fill_menus(self, window: QMainWindow, words: Words) -> None:
        for name, groups in MENUS:
            menu = window.menuBar().addMenu(words(f"app.menu.{name}"))
            for number, group in enumerate(groups):
                if number:
                    menu.addSeparator()
                for action_id in group:
                    menu.addAction(self[action_id])


def _make(entry: Entry, window: QMainWindow, words: Words, look: Look) -> QAction:
    action = QAction(words(f"app.action.{entry.id}"), window)
    if entry.icon:
        action.setIcon(icon(entry.icon, look.theme))
    action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
    action.setCheckable(entry.is_checkable)
    window.addAction(action)
    return action
