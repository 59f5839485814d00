"""What this program is, and where its data come from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_label
from widgets.style import Look
from widgets.words import Words


class AboutDialog(Dialog):
    """Shows the version, the sources of the open project's data, and licences."""

    def __init__(
        self,
        words: Words,
        look: Look,
        version: str,
        sources: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        lead = words("about.version", version=version)
        super().__init__(words, look, words("about.title"), lead, parent)
        self.setMinimumWidth(look.px(480))
        self.column.addWidget(make_label(look, words("about.what"), wraps=True))
        self.column.addSpacing(look.px(4))
        self.column.addWidget(make_label(look, words("about.sources"), "strong"))
        self.sources = [
            make_label(look, source, wraps=True)
            for source in (sources or [words("about.no_sources")])
        ]
        for label in self.sources:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(label)
        self.column.addSpacing(look.px(4))
        licences = make_label(look, words("about.licences"), "caption", "muted", wraps=True)
        self.column.addWidget(licences)
        self.add_close_button()
