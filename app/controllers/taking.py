"""Files that came in: recognised, then offered to the open project or to the assistant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app.controllers.importing import Importing, files_of
from app.controllers.updating import Updating
from app.desk import Desk
from app.frame import Frame
from app.remembered import remember, remembered_matches
from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.recognise import problem_of, recognise
from models.importers.regions import date_in_name
from models.importers.sources import Source
from models.importers.update import NewerFiles
from widgets.assistant.window import AssistantWindow
from widgets.dialogs.new_register import NewRegisterDialog
from widgets.style import Look


class Taking:
    """Recognises files, opens the assistant with them or reads them as a newer register."""

    def __init__(
        self, desk: Desk, frame: Frame, look: Look, open_made: Callable[[Path], None]
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._open_made = open_made
        self.updating = Updating(desk, frame, look)
        self.assistant: Importing | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Offer files to the open project where they are a register, else to the assistant."""
        self._recognise(paths, self._on_recognised)

    def take_as_register(self, paths: Sequence[Path]) -> None:
        """Read files as a newer register of the open project."""
        self._recognise(paths, self._on_chosen)

    def start_assistant(self, found: Sequence[Source]) -> None:
        """Show the assistant, with what was recognised to begin with."""
        window = AssistantWindow(self._desk.words, self._look, self._frame)
        self.assistant = Importing(self._desk.jobs, self._desk.words, window, self._open_made)
        window.finished.connect(window.deleteLater)
        window.setModal(True)
        window.show()
        if found:
            self.assistant.take(found)

    def _on_recognised(self, found: Sequence[Source]) -> None:
        kinds = {source.kind for source in found} - {SourceKind.UNKNOWN}
        is_register = SourceKind.REGISTER in kinds and kinds <= {
            SourceKind.REGISTER,
            SourceKind.LISTS,
        }
        if not is_register or self._desk.is_read_only:
            self.start_assistant(found)
            return
        dialog = self._ask(found, may_be_new=True)
        if not dialog.exec():
            return
        if dialog.is_update:
            self._update(found, dialog.reference_date())
        else:
            self.start_assistant(found)

    def _on_chosen(self, found: Sequence[Source]) -> None:
        """Ask for the date, and read the register that was chosen; refuse what is none."""
        if not any(source.kind is SourceKind.REGISTER for source in found):
            self._desk.jobs.refused.emit(_no_register(found[0]))
            return
        dialog = self._ask(found, may_be_new=False)
        if dialog.exec():
            self._update(found, dialog.reference_date())

    def _ask(self, found: Sequence[Source], may_be_new: bool) -> NewRegisterDialog:
        used = [source for source in found if source.kind is not SourceKind.UNKNOWN]
        register = next(source for source in used if source.kind is SourceKind.REGISTER)
        told = date_in_name(register.path.stem) or date.today().isoformat()
        files = ", ".join(source.title for source in used)
        project = self._desk.session.project.path.stem
        words, look = self._desk.words, self._look
        return NewRegisterDialog(words, look, files, project, told, may_be_new, self._frame)

    def _update(self, found: Sequence[Source], reference_date: str) -> None:
        registers, lists = (
            tuple(source for source in found if source.kind is kind)
            for kind in (SourceKind.REGISTER, SourceKind.LISTS)
        )
        remember((*registers, *lists))
        self.updating.read(NewerFiles(registers, lists, reference_date))

    def _recognise(self, paths: Sequence[Path], done: Callable[[tuple[Source, ...]], None]) -> None:
        files = files_of(paths)
        if not files:
            return
        remembered = remembered_matches()
        self._desk.noted.emit(self._desk.words("import.reading"))

        def found(sources: tuple[Source, ...]) -> None:
            self._desk.noted.emit("")
            done(sources)

        self._desk.jobs.run(lambda: recognise(files, remembered), found, beside=True)


def _no_register(source: Source) -> InputError:
    """Return the sentence for a file that was chosen as a register and is none."""
    problem = problem_of(source)
    if source.problem is not None and problem is not None:
        return InputError(problem.da, problem.en)
    kind = KIND_TITLES[source.kind]
    file = source.title
    if source.kind is SourceKind.UNKNOWN:
        said = Text("Filen er ikke genkendt.", "The file was not recognised.")
    else:
        said = Text(
            f"Filen ligner {kind.da.lower()}. Brug »Nyt projekt af filer« til den.",
            f"The file looks like {kind.en.lower()}. Use “New project from files” for it.",
        )
    return InputError(
        f"»{file}«: forventede et praksisregister. {said.da}",
        f"“{file}”: expected a practice register. {said.en}",
    )
