"""Files and preferences: opening projects, PDF pages, settings, about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app import __version__
from app.desk import Desk
from app.example import fresh_example
from app.frame import Frame
from app.settings import Settings
from widgets import dialogs
from widgets.map.scene import MapScene, crossings_of
from widgets.style import Look


class Filing:
    """What the File menu asks for; the program itself opens projects and changes its look."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        look: Look,
        scene: MapScene,
        settings: Callable[[], Settings],
        open_project: Callable[[Path], None],
        change_settings: Callable[[Settings], None],
        tell: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._scene = scene
        self._settings = settings
        self._open_project = open_project
        self._change_settings = change_settings
        desk.relinked.connect(self._on_relinked)
        self._tell = tell
        actions = frame.actions_
        actions["open_project"].triggered.connect(self._on_open_triggered)
        actions["new_example"].triggered.connect(lambda: open_project(fresh_example()))
        actions["export_pdf"].triggered.connect(self._on_pdf_triggered)
        actions["settings"].triggered.connect(self._on_settings_triggered)
        actions["about"].triggered.connect(self._on_about_triggered)
        actions["quit"].triggered.connect(frame.close)
        actions["workshop"].setChecked(settings().workshop)
        actions["workshop"].toggled.connect(
            lambda on: change_settings(replace(settings(), workshop=on))
        )

    def _on_relinked(self) -> None:
        crossings = crossings_of(self._desk.session.region.network)
        self._scene = replace(self._scene, crossings=crossings)

    def _on_open_triggered(self) -> None:
        words = self._desk.words
        folder = str(self._desk.session.project.path.parent)
        name, _ = QFileDialog.getOpenFileName(
            self._frame, words("app.open.title"), folder, words("app.open.filter")
        )
        if name:
            self._open_project(Path(name))

    def _on_settings_triggered(self) -> None:
        current = self._settings()
        dialog = dialogs.settings.SettingsDialog(
            self._desk.words,
            self._look,
            dialogs.settings.Preferences(current.language, current.theme, current.workshop),
            self._frame,
        )
        if dialog.exec():
            chosen = dialog.preferences()
            self._change_settings(
                replace(
                    current,
                    language=chosen.language,
                    theme=chosen.theme,
                    workshop=chosen.is_workshop,
                )
            )

    def _on_about_triggered(self) -> None:
        region, words = self._desk.session.region, self._desk.words
        network = words(f"app.status.network.{region.network.kind}", source=region.network.source)
        sources = (*region.sources, network)
        dialogs.about.AboutDialog(words, self._look, __version__, sources, self._frame).exec()

    def _on_pdf_triggered(self) -> None:
        session, words = self._desk.session, self._desk.words
        scenario = words("today") if session.scenario is None else session.scenario.name
        name = words("app.pdf.file", region=session.region.name, scenario=scenario)
        path = free_path(session.project.path.with_name(f"{as_file_name(name)}.pdf"))
        dialog = dialogs.pdf.PdfDialog(words, self._look, "", path, self._frame)
        if dialog.exec():
            self.print_page(dialog.choice())

    def print_page(self, choice: dialogs.pdf.PdfChoice) -> None:
        """Print what the map shows, in the background."""
        from app.map_page import PageWishes, map_page
        from widgets.paper.export import write_map_page
        from widgets.paper.fonts import load_paper_fonts
        from widgets.paper.page import Shown

        # figures and flows must be of the same moment, and so of no edit under way
        self._desk.jobs.finish()
        view, layers = self._frame.map, self._frame.map.layers
        wishes = PageWishes(
            title=choice.title.strip(),
            extent=view.camera.extent,
            mode=self._desk.mode,
            indicator=self._desk.indicator,
            coverage=layers.coverage.shown,
            shown=Shown(
                squares=layers.shows("squares"),
                practices=layers.shows("practices"),
                flows=layers.shows("flows"),
                unplaced=layers.shows("unplaced"),
                ferries=layers.shows("ferries"),
                area_names=layers.shows("areas"),
                town_names=layers.shows("towns"),
            ),
            paper=choice.paper,
            orientation="landscape" if choice.is_landscape else "portrait",
            language=self._desk.words.language,
        )
        page = map_page(self._desk.session, self._scene, wishes)
        load_paper_fonts()
        self._desk.noted.emit(self._desk.words("app.pdf.working"))
        done = self._desk.words("app.pdf.done", path=choice.path)
        self._desk.jobs.run(
            lambda: write_map_page(page, choice.path),
            # by then there may be another window
            lambda _: self._tell(done),
            beside=True,
        )


def free_path(path: Path) -> Path:
    """Return `path`, with a number behind its name where such a file exists already."""
    count, wanted = 1, path
    while wanted.exists():
        count += 1
        wanted = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return wanted


def as_file_name(text: str) -> str:
    """Return `text` without what a file name cannot hold on some system."""
    return "".join("-" if letter in '<>:"/\\|?*' else letter for letter in text).strip()
