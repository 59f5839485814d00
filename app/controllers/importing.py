"""Files become a project: recognises them, has the planner look, and makes it in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app.controllers.filing import as_file_name, free_path
from app.controllers.waiting import Progress
from app.example import documents_folder
from app.jobs import Jobs
from app.remembered import remember, remembered_matches
from models.domain.errors import KnownError
from models.domain.text import Text
from models.importers.ground import Inputs, inputs_of
from models.importers.kinds import SourceKind
from models.importers.locate import CoordinateGuess, locate
from models.importers.recognise import recognise
from models.importers.regions import Regions, date_in_name, regions_of
from models.importers.sources import Source
from models.storage.project import ProjectFile
from widgets.assistant.small_map import Outline, outlines_of
from widgets.assistant.window import MAKING, PLACES, AssistantWindow
from widgets.words import Words

_SUFFIXES = frozenset(
    {
        *(".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"),
        *(".gpkg", ".geojson", ".json", ".shp", ".dbf", ".shx", ".prj", ".cpg", ".gml", ".fgb"),
        ".pbf",
    }
)
"""Files that are taken from a folder; whatever is chosen by name is looked at in any case."""

SAVING = Text("Gemmer projektet", "Saving the project")


class Importing:
    """One assistant from its first file to the project that comes of it."""

    def __init__(
        self, jobs: Jobs, words: Words, window: AssistantWindow, made: Callable[[Path], None]
    ) -> None:
        self._jobs = jobs
        self._words = words
        self._made = made
        self.window = window
        self.sources: list[Source] = []
        self._regions_of: tuple[Source | None, Source | None] = (None, None)
        self._progress: Progress | None = None
        self._preset = Path()
        self._n_reading = 0
        window.filesAdded.connect(self.add)
        window.changed.connect(self._on_changed)
        window.removed.connect(self._on_removed)
        window.placesWanted.connect(self._on_places_wanted)
        window.stepShown.connect(self._on_step_shown)
        window.makeClicked.connect(self._on_make)
        window.stopClicked.connect(self._on_stop)
        window.making.region.activated.connect(self._preset_path)
        jobs.broken.connect(self._on_broken)
        window.finished.connect(lambda: jobs.broken.disconnect(self._on_broken))

    def add(self, paths: Sequence[Path]) -> None:
        """Recognise files, and those of folders, and show them."""
        files = files_of(paths)
        if not files:
            return
        self._n_reading += 1
        self.window.set_reading(True)
        remembered = remembered_matches()
        self._beside(lambda: recognise(files, remembered), self._on_recognised)

    def _on_recognised(self, found: tuple[Source, ...]) -> None:
        self._n_reading -= 1
        self.window.set_reading(self._n_reading > 0)
        self.take(found)

    def take(self, found: Sequence[Source]) -> None:
        """Show recognised files beside those there are; the same file anew replaces itself."""
        fresh = {source.path for source in found}
        self.sources = [source for source in self.sources if source.path not in fresh]
        self.sources += found
        register = self._first(SourceKind.REGISTER)
        if register is not None:
            told = date_in_name(register.path.stem)
            self.window.making.set_date(told or date.today().isoformat())
        self._show()

    def _on_changed(self, at: int, source: Source) -> None:
        self.sources[at] = source
        self._show()

    def _on_removed(self, at: int) -> None:
        del self.sources[at]
        self._show()

    def _show(self) -> None:
        self.window.show_sources(self.sources)

    def _first(self, kind: SourceKind) -> Source | None:
        return next((source for source in self.sources if source.kind is kind), None)

    # --------------------------------------------------------- places and region

    def _on_places_wanted(self, at: int) -> None:
        source = self.sources[at]

        def done(guess: CoordinateGuess) -> None:
            self.window.show_guess(source, guess)

        self._beside(lambda: locate(source), done)

    def _on_step_shown(self, step: int) -> None:
        if step in (PLACES, MAKING):
            self._find_regions()
        if step == MAKING:
            self.window.making.show_plan(self.sources)

    def _find_regions(self) -> None:
        """Read the municipalities, once for each choice of files."""
        asked = self._first(SourceKind.MUNICIPALITIES), self._first(SourceKind.REGISTER)
        municipalities, register = asked
        if asked == self._regions_of or municipalities is None:
            return
        self._regions_of = asked
        self.window.making.forget_regions()

        def work() -> tuple[Regions, list[Outline]]:
            regions = regions_of(municipalities, register)
            return regions, outlines_of(list(regions.areas.shapes))

        self._beside(work, self._on_regions)

    def _on_regions(self, found: tuple[Regions, list[Outline]]) -> None:
        regions, outlines = found
        self.window.show_land(outlines)
        self.window.making.show_regions(regions.names, regions.likeliest)
        self._preset_path()
        self.window.go_to(self.window.step)

    def _preset_path(self) -> None:
        """Propose where to save the project, unless the planner has written something else."""
        making = self.window.making
        if not making.region.count() or making.file.text() not in ("", str(self._preset)):
            return
        name = as_file_name(making.region.currentText()) or "Projekt"
        folder = documents_folder()
        self._preset = free_path((folder if folder.is_dir() else Path.home()) / f"{name}.praksis")
        making.set_path(self._preset)

    # ------------------------------------------------------------------- making

    def _on_make(self) -> None:
        making = self.window.making
        path, region = making.path(), making.region.currentData()
        try:
            inputs = inputs_of(self.sources, region, making.reference_date())
        except KnownError as error:
            self.window.say(self._words.of(error.text))
            return
        progress = self._progress = Progress(self._words, self.window)
        progress.told.connect(making.show_progress)
        self.window.set_working(True)

        def done(_: object) -> None:
            if self._progress is not progress:  # stopped when it was as good as made
                path.unlink(missing_ok=True)
                return
            self._progress = None
            remember(self.sources)
            self.window.set_working(False)
            self.window.accept()
            self._made(path)

        def failed(error: KnownError) -> None:
            if self._progress is progress:
                self._progress = None
                self.window.set_working(False)
                self.window.say(self._words.of(error.text))

        self._jobs.run(lambda: make_project(path, inputs, progress), done, failed, beside=True)

    def _on_stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None
        self.window.set_working(False)
        self.window.say(self._words("import.making.stopped"))

    def _on_broken(self, _error: object) -> None:
        """Go on after a fault of the program, which has been said: nothing was made."""
        self._n_reading, self._progress = 0, None
        self.window.set_reading(False)
        self.window.set_working(False)

    def _beside(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Do work that needs no session; an error is said in the window."""
        self._jobs.run(
            work, done, lambda error: self.window.say(self._words.of(error.text)), beside=True
        )


def make_project(path: Path, inputs: Inputs, progress: Progress) -> None:
    """Make a project of files at `path`; whoever stops it leaves nothing behind."""
    ProjectFile.check_can_create(path)
    from models.importers.build import build_region  # with it comes all that reads roads

    region, report = build_region(inputs, progress)
    progress(SAVING, 1.0)
    ProjectFile.create(path, region, report).close()


def files_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files among paths, and those in folders that could be something."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inner
                for inner in path.rglob("*")
                if inner.suffix.casefold() in _SUFFIXES and not inner.name.startswith(".")
            )
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))
