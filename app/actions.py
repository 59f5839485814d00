"""Everything the planner can ask for by toolbar, menu or key, each once."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from widgets.icons import icon
from widgets.style import Look
from widgets.words import Words


class Entry(NamedTuple):
    """An action: its id (and key of its text), its icon, its keys.

    Keys that lists and fields use too (`is_local`) count only where the action was put to use.
    """

    id: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    is_checkable: bool = False
    is_local: bool = False


ENTRIES = (
    Entry("new_practice", "open_practice", ("Ctrl+Shift+N",)),
    Entry("merge", "merge", ("Ctrl+M",)),
    Entry("close_practice", "close", ("Del",), is_local=True),
    Entry("satellite", "satellite"),
    Entry("undo", "undo", ("Ctrl+Z",)),
    Entry("redo", "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Entry("export_pdf", "pdf", ("Ctrl+P",)),
    Entry("open_project", "open_project", ("Ctrl+O",)),
    Entry("new_project", "new_project"),
    Entry("update_register"),
    Entry("templates"),
    Entry("new_example", "help"),
    Entry("data_report", "report"),
    Entry("links"),
    Entry("distances"),
    Entry("threatened"),
    Entry("room", is_checkable=True),
    Entry("coverage"),
    Entry("why", "", ("Ctrl+H",)),
    Entry("domino"),
    Entry("checks"),
    Entry("rules"),
    Entry("optimal"),
    Entry("new_scenario", "new_project", ("Ctrl+N",)),
    Entry("fit", "fit", ("Home",), is_local=True),
    Entry("zoom_in", "zoom_in", ("Ctrl++",)),
    Entry("zoom_out", "zoom_out", ("Ctrl+-",)),
    Entry("find", "search", ("Ctrl+F",)),
    Entry("left_column", "", ("F9",), is_checkable=True),
    Entry("right_column", "", ("Shift+F9",), is_checkable=True),
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
            ("open_project", "new_project", "new_example"),
            ("update_register", "templates"),
            ("data_report", "links"),
            ("export_pdf",),
            ("settings",),
            ("quit",),
        ),
    ),
    ("edit", (("undo", "redo"), ("new_practice", "merge", "close_practice", "satellite"))),
    ("scenario", (("new_scenario",), ("rules",))),
    (
        "analysis",
        (
            ("why", "domino", "optimal", "checks"),
            ("distances", "threatened", "room"),
            ("coverage",),
        ),
    ),
    (
        "view",
        (("fit", "zoom_in", "zoom_out"), ("find",), ("left_column", "right_column"), ("workshop",)),
    ),
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

    def set_tip(self, action_id: str, text: str) -> None:
        """Say in the tool tip what an action does, with its key behind it."""
        self[action_id].setToolTip(_with_key(text, self[action_id]))

    def use_in(self, widget: QWidget, *action_ids: str) -> None:
        """Let an action's own key count where `widget` has the focus."""
        for action_id in action_ids:
            widget.addAction(self[action_id])

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
            if not groups:
                continue
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
    action.setToolTip(_with_key(action.text().removesuffix("…"), action))
    action.setCheckable(entry.is_checkable)
    if entry.is_local:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    else:
        window.addAction(action)
    return action


def _with_key(text: str, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({key})" if key else text
