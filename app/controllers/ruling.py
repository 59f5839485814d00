"""The rule packs: shows them, and has the scenario judged as the planner wishes."""

from __future__ import annotations

from dataclasses import replace

from app.desk import Desk
from app.frame import Frame
from models.domain.rules import RulePack
from models.domain.text import Text
from models.report.area_names import names_by_value
from widgets import dialogs
from widgets.style import Look


class Ruling:
    """Opens the dialog of packs and hands its wishes to the desk."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._marked: str | None = None
        frame.actions_["rules"].triggered.connect(self.open)

    def make_dialog(self) -> dialogs.rules.RulesDialog:
        """Return the dialog, in step with the desk until it is closed."""
        desk = self._desk
        desk.jobs.finish()
        region = desk.session.region
        names = names_by_value(
            region.municipalities.name_of_code, region.coverage.areas.name_of_code
        )
        dialog = dialogs.rules.RulesDialog(
            desk.words, self._look, self._scenario(), desk.is_read_only, self._frame, names
        )

        def refresh() -> None:
            session = desk.session
            packs, users = session.packs, self._users()
            marked, self._marked = self._marked, None
            dialog.show_packs(packs, users, session.result.state.rules.id, marked)

        dialog.judgeRequested.connect(desk.judge_by)
        dialog.packRequested.connect(desk.save_pack)
        dialog.deleteRequested.connect(desk.delete_pack)
        dialog.copyRequested.connect(self._on_copy_requested)
        desk.scenariosChanged.connect(refresh)
        desk.noted.connect(dialog.show_problem)

        def leave() -> None:
            desk.scenariosChanged.disconnect(refresh)
            desk.noted.disconnect(dialog.show_problem)

        dialog.finished.connect(leave)
        refresh()
        return dialog

    def open(self) -> None:
        """Show the packs until the planner has seen enough."""
        self.make_dialog().exec()

    def _scenario(self) -> str:
        scenario = self._desk.session.scenario
        return self._desk.words("today") if scenario is None else scenario.name

    def _users(self) -> dict[str, list[str]]:
        session = self._desk.session
        users: dict[str, list[str]] = {pack.id: [] for pack in session.packs}
        users[session.rules_of(None).id].append(self._desk.words("today"))
        for row in session.project.scenarios():
            users.setdefault(row.rules_id, []).append(row.name)
        return users

    def _on_copy_requested(self, pack_id: str) -> None:
        pack = self._desk.session.pack(pack_id)
        fresh = self._copy_of(pack)
        self._marked = fresh.id
        self._desk.save_pack(fresh)

    def _copy_of(self, pack: RulePack) -> RulePack:
        taken = {known.id for known in self._desk.session.packs}
        number = next(n for n in range(1, len(taken) + 2) if f"own-{n}" not in taken)
        title = Text(f"Kopi af {pack.title.da}", f"Copy of {pack.title.en}")
        return replace(pack, id=f"own-{number}", title=title)
