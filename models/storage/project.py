"""A project on disk: one SQLite file with the region, its scenarios and their edits."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from shapely.errors import GEOSException

from models.allocation.kept import Kept, KeptEngine
from models.allocation.region import Region
from models.domain.errors import EditRefusedError, ProjectError
from models.domain.quality import QualityReport
from models.domain.rules import RulePack, shipped_rule_packs
from models.domain.text import Text, all_of
from models.geography.addresses import AddressBook
from models.geography.coverage import Coverage
from models.network.links import Link
from models.scenario.edits import Edit
from models.storage import core, errors, lease, reasons
from models.storage import scenario_rows as rows
from models.storage.address_rows import read_addresses, write_addresses
from models.storage.blobs import QUICK, Packing
from models.storage.database import Connection, Database
from models.storage.kept_rows import KeptHere, read_engine, read_kept, watch, write_kept
from models.storage.making import (
    free_sibling,
    pack_row,
    renamed_when_whole,
    report_row,
    write_new,
)
from models.storage.migrations import migrate
from models.storage.region_rows import (
    read_area_names,
    read_date,
    read_links,
    read_name,
    read_region,
    rewrite_baseline,
    rewrite_coverage,
    rewrite_links,
)
from models.storage.scenario_rows import ScenarioRow, StoredEdit
from models.storage.version import APPLICATION_ID, SCHEMA_VERSION

_SQLITE_HEADER = b"SQLite format 3\0"


class Loaded(NamedTuple):
    """A region, and what is kept of its first result."""

    region: Region
    kept: KeptHere


class ProjectFile:
    """An open project. Every change is one transaction that is on disk when the call returns.

    Every method may raise `ProjectError`; the file is then as it was before the call.

    Attributes
    ----------
    path : Path
    read_only_reason : Text or None
        Why nothing can be changed; None where it can.
    """

    def __init__(self, path: Path, database: Database, reason: Text | None) -> None:
        self.path = path
        self.read_only_reason = reason
        self._database = database
        self._me = lease.this_program()

    @classmethod
    def create(
        cls,
        path: Path,
        region: Region,
        report: QualityReport,
        rule_packs: Sequence[RulePack] | None = None,
        settings: Mapping[str, object] | None = None,
        overwrite: bool = False,
        packing: Packing = QUICK,
    ) -> ProjectFile:
        """Make a project and open it.

        It is written under another name beside `path` and renamed when it is whole, so there
        is never half a project. Without `rule_packs` it gets those that come with the program;
        with `packing` COMPACT it is smaller and opens more slowly.

        Raises
        ------
        ProjectError
            When a file is there already and `overwrite` is False, or it cannot be written.
        """
        cls.check_can_create(path, overwrite)
        packs = shipped_rule_packs() if rule_packs is None else rule_packs
        with renamed_when_whole(path) as draft:
            write_new(draft, path, region, report, packs, settings or {}, packing)
        return cls.open(path)

    @staticmethod
    def check_can_create(path: Path, overwrite: bool = False) -> None:
        """Ask before a long import whether the project could be written at its end.

        Raises
        ------
        ProjectError
            When a file is there already and `overwrite` is False or another program has it
            open, or there is no such folder.
        """
        if path.exists() and not overwrite:
            raise errors.exists_already(path)
        if path.exists():
            _check_nobody_has(path)
        if not path.parent.is_dir():
            raise errors.no_folder(path)

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> ProjectFile:
        """Open a project; read-only where it cannot be written or another program has it.

        Raises
        ------
        ProjectError
            When the file is missing, no project, damaged, or from a newer version.
        """
        _check_header(path)
        return cls._opened(path, reasons.ASKED) if read_only else cls._open_for_writing(path)

    @classmethod
    def _open_for_writing(cls, path: Path) -> ProjectFile:
        if not os.access(path, os.W_OK):
            return cls._opened(path, reasons.write_protected(path))
        project = cls._opened(path, None)
        try:
            holder = project._take_lease()
        except errors.BusyError as busy:
            project._database.close()
            return cls._opened(path, busy.text)
        except ProjectError:  # the folder takes no journal, the drive is write-protected, ...
            project._database.close()
            return cls._opened(path, reasons.write_protected(path))
        if holder is not None:
            project._database.close()
            return cls._opened(path, reasons.held_by(holder, path))
        return project

    @classmethod
    def _opened(cls, path: Path, reason: Text | None) -> ProjectFile:
        database = Database(path, "rw" if reason is None else "ro")
        try:
            _check_version(database, may_migrate=reason is None)
        except ProjectError:
            database.close()
            raise
        return cls(path, database, reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed; `read_only_reason` says why."""
        return self.read_only_reason is not None

    def close(self) -> None:
        """Give the project back to others and let go of the file."""
        if not self.is_read_only:
            # where the drive is gone the lease grows stale by itself
            with suppress(ProjectError), self._database.writing() as connection:
                lease.release(connection, self._me)
        self._database.close()

    def save_copy(self, path: Path, overwrite: bool = False) -> None:
        """Write the project as it is now to another file; that file is nobody's yet.

        Raises
        ------
        ProjectError
            When a file is there already and `overwrite` is False, or it cannot be written.
        """
        self.check_can_create(path, overwrite)
        with renamed_when_whole(path) as draft:
            with self._database.reading() as connection:
                # reading something holds off writers until the copy is made
                connection.rows("SELECT id FROM lease")
                shutil.copyfile(self.path, draft)
            copy = Database(draft, "rw", known_as=path)
            try:
                with copy.writing() as connection:
                    connection.rows("DELETE FROM lease")
            finally:
                copy.close()

    def keep_alive(self) -> bool:
        """Renew the lease; call every `lease.RENEW_S` seconds. Return whether it still holds."""
        if self.is_read_only:
            return False
        with suppress(ProjectError), self._writing():
            pass  # each write renews it
        return not self.is_read_only

    def load_region(self) -> Region:
        """Return the region with everything that was prepared when the project was made."""
        with self._reading() as connection:
            return read_region(connection)

    def load(self) -> Loaded:
        """Return the region, and what is kept of its figures; both of the same moment."""
        with self._reading() as connection:
            return Loaded(read_region(connection), read_kept(connection))

    def kept(self) -> KeptHere:
        """Return what is kept of the region's figures, without the region."""
        with self._reading() as connection:
            return read_kept(connection)

    def load_engine(self, generation: int) -> KeptEngine | None:
        """Return what an engine is put together from, if it is of that count of changes."""
        with self._reading() as connection:
            return read_engine(connection, generation)

    def keep(
        self,
        found: Kept,
        rules: RulePack,
        generation: int,
        go_on: Callable[[], None] = lambda: None,
    ) -> bool:
        """Keep what was worked out of the region at a count of changes, for the next opening.

        Return False, and keep nothing, if the region was changed since. `go_on` is called between
        the arrays and may raise; then the file is as it was.
        """
        with self._writing() as connection:
            return write_kept(connection, found, rules, generation, go_on)

    def region_name(self) -> str:
        """Return the region's name without loading the region."""
        with self._reading() as connection:
            return read_name(connection)

    def area_names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the names by code of municipalities and of coverage areas, and no shapes."""
        with self._reading() as connection:
            return read_area_names(connection)

    def links(self) -> tuple[Link, ...]:
        """Return the book of bridges and ferries without loading the region."""
        with self._reading() as connection:
            return tuple(laid.link for laid in read_links(connection))

    def save_links(self, region: Region) -> None:
        """Store a region's book of links and the distances that follow from it, or nothing."""
        with self._writing() as connection:
            rewrite_links(connection, region, QUICK)

    def save_coverage(self, coverage: Coverage) -> None:
        """Store other coverage areas in place of those there were, or nothing."""
        with self._writing() as connection:
            rewrite_coverage(connection, coverage, QUICK)

    def save_baseline(self, region: Region, report: QualityReport) -> Path:
        """Store a newer register's practices and lists, with the report; return the copy.

        First the project as it is now is copied beside itself, under the date of its register;
        then everything is one transaction. Scenarios and their edits are not touched.
        """
        if self.read_only_reason is not None:
            raise ProjectError(*self.read_only_reason)
        with self._reading() as connection:
            date = read_date(connection)
        copy = free_sibling(self.path, date)
        self.save_copy(copy)
        try:
            with self._writing() as connection:
                rewrite_baseline(connection, region, QUICK)
                connection.execute(core.delete(core.schema.report))
                connection.execute(core.insert(core.schema.report).values(**report_row(report)))
        except BaseException:
            copy.unlink(missing_ok=True)  # nothing was changed, so nothing was to be kept
            raise
        return copy

    def address_book(self) -> AddressBook:
        """Return where the addresses of the file that came with the project are."""
        with self._reading() as connection:
            return read_addresses(connection)

    def save_addresses(self, book: AddressBook) -> None:
        """Store an address book in place of the one there is, or nothing."""
        with self._writing() as connection:
            write_addresses(connection, book)

    def load_report(self) -> QualityReport:
        """Return what the import read, joined, estimated, repaired and refused."""
        with self._reading() as connection:
            ((stored,),) = connection.rows("SELECT report FROM report")
            return QualityReport.from_json(json.loads(stored))

    def rule_packs(self) -> tuple[RulePack, ...]:
        """Return the project's rule packs in their order."""
        with self._reading() as connection:
            packs = connection.rows("SELECT pack FROM rule_packs ORDER BY position")
            return tuple(RulePack.from_json(json.loads(pack)) for (pack,) in packs)

    def save_rule_pack(self, pack: RulePack) -> None:
        """Store a rule pack: in the place of the one with its id, or after the others."""
        with self._reading() as connection:
            known = dict(connection.rows("SELECT id, position FROM rule_packs"))
        position = known.get(pack.id, max(known.values(), default=-1) + 1)
        with self._writing() as connection:
            row, table = pack_row(position, pack), core.schema.rule_packs
            if pack.id in known:
                connection.execute(core.update(table).where(table.c.id == pack.id).values(row))
            else:
                connection.execute(core.insert(table).values(row))

    def delete_rule_pack(self, pack_id: str) -> None:
        """Delete a rule pack.

        Raises
        ------
        EditRefusedError
            When a scenario is judged by it, deleted ones included: they can be brought back.
        """
        users = [row.name for row in self.scenarios(True) if row.rules_id == pack_id]
        if users:
            da = all_of([f"»{name}«" for name in users]).da
            en = all_of([f"'{name}'" for name in users]).en
            raise EditRefusedError(
                f"Regelsættet bruges af {da}. Vælg et andet regelsæt dér først.",
                f"The rule pack is used by {en}. Choose another pack there first.",
            )
        table = core.schema.rule_packs
        with self._writing() as connection:
            connection.execute(core.delete(table).where(table.c.id == pack_id))

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting of the project, plain JSON values; `default` where it is not set."""
        with self._reading() as connection:
            stored = connection.rows("SELECT value FROM settings WHERE key = ?", key)
            return json.loads(stored[0][0]) if stored else default

    def set_setting(self, key: str, value: object) -> None:
        """Store a setting as JSON; None takes it away."""
        table = core.schema.settings
        with self._writing() as connection:
            connection.execute(core.delete(table).where(table.c.key == key))
            if value is not None:
                connection.execute(core.insert(table).values(key=key, value=json.dumps(value)))

    def scenarios(self, with_deleted: bool = False) -> tuple[ScenarioRow, ...]:
        """Return the scenarios in their order; the baseline is not one of them."""
        with self._reading() as connection:
            return rows.read_scenarios(connection, with_deleted)

    def scenario_named(self, name: str) -> ScenarioRow | None:
        """Return the scenario of that name, capitals or not; None where there is none."""
        wanted = " ".join(name.split()).casefold()
        return next((row for row in self.scenarios() if row.name.casefold() == wanted), None)

    def create_scenario(
        self, name: str, source: int | None, rules_id: str, note: str = ""
    ) -> ScenarioRow:
        """Make a scenario with the edits in force in `source`; None is the baseline.

        Raises
        ------
        EditRefusedError
            When the name is empty, too long, taken or the baseline's.
        """
        with self._writing() as connection:
            return rows.insert_scenario(connection, name, source, rules_id, note)

    def rename_scenario(self, scenario_id: int, name: str) -> ScenarioRow:
        """Give a scenario another name; refused as in `create_scenario`."""
        with self._writing() as connection:
            checked = rows.checked_name(connection, name, of_scenario=scenario_id)
            return rows.change_scenario(connection, scenario_id, name=checked)

    def set_scenario_note(self, scenario_id: int, note: str) -> ScenarioRow:
        """Store what is said of a scenario."""
        with self._writing() as connection:
            return rows.change_scenario(connection, scenario_id, note=note)

    def set_scenario_rules(self, scenario_id: int, rules_id: str) -> ScenarioRow:
        """Have a scenario judged by another rule pack of the project."""
        with self._writing() as connection:
            return rows.change_scenario(connection, scenario_id, rules_id=rules_id)

    def delete_scenario(self, scenario_id: int) -> None:
        """Take a scenario out of the list; `restore_scenario` brings it back as it was."""
        with self._writing() as connection:
            rows.change_scenario(connection, scenario_id, is_deleted=True)

    def restore_scenario(self, scenario_id: int) -> ScenarioRow:
        """Bring a deleted scenario back, with a number behind its name where that is taken."""
        with self._writing() as connection:
            row = rows.read_scenario(connection, scenario_id)
            if not row.is_deleted:
                return row
            name = rows.free_name(connection, row.name)
            return rows.change_scenario(connection, scenario_id, is_deleted=False, name=name)

    def edits(self, scenario_id: int) -> tuple[StoredEdit, ...]:
        """Return a scenario's edits in order, those that were undone included."""
        with self._reading() as connection:
            return rows.read_edits(connection, scenario_id)

    def append_edit(
        self,
        scenario_id: int,
        edit: Edit,
        effects: object = None,
        *,
        instead_of_last: bool = False,
    ) -> StoredEdit:
        """Store an edit after those in force; what was undone can no longer be redone.

        `effects` is what is to be remembered of it, plain JSON values. With `instead_of_last`
        it takes the place of the last edit in force; the file never holds neither of them.
        """
        with self._writing() as connection:
            if instead_of_last:
                n_applied = rows.n_applied_of(connection, scenario_id)
                rows.set_cursor(connection, scenario_id, n_applied - 1)
            return rows.append_edit(connection, scenario_id, edit, effects)

    def set_cursor(self, scenario_id: int, n_applied: int) -> ScenarioRow:
        """Undo, redo or jump: put the first `n_applied` edits in force and no others."""
        with self._writing() as connection:
            return rows.set_cursor(connection, scenario_id, n_applied)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            try:
                yield connection
            except (KeyError, ValueError, TypeError, zlib.error, GEOSException) as error:
                raise errors.damaged(self.path) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only_reason is not None:
            raise ProjectError(*self.read_only_reason)
        with self._database.writing() as connection:
            if not lease.hold(connection, self._me):
                self.read_only_reason = reasons.taken_over(self.path)
                raise ProjectError(*self.read_only_reason)
            yield connection

    def _take_lease(self) -> lease.Holder | None:
        with self._database.writing() as connection:
            holder = lease.take(connection, self._me)
            if holder is None:
                watch(connection)
            return holder


def _check_header(path: Path) -> None:
    if not path.exists():
        raise errors.is_missing(path)
    try:
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise ProjectError(
            f"»{path}« kan ikke læses ({error.strerror}). Se efter, om du har adgang til den.",
            f"“{path}” cannot be read ({error.strerror}). See whether you have access to it.",
        ) from error
    if header != _SQLITE_HEADER:
        raise errors.not_a_project(path)


def _check_nobody_has(path: Path) -> None:
    """Refuse to replace a project that is open: what is done there would be lost.

    Windows refuses it by itself, other systems would let it happen. A file that cannot be
    opened as a project is nobody's.
    """
    holder = None
    with suppress(ProjectError):
        _check_header(path)
        database = Database(path, "ro")
        try:
            with database.reading() as connection:
                holder = lease.held_by(connection)
        finally:
            database.close()
    if holder is not None:
        raise errors.open_elsewhere(path, holder.user, holder.host)


def _check_version(database: Database, may_migrate: bool) -> None:
    """Refuse what is no project or too new, and bring what is too old up to date."""
    if database.pragma("application_id") != APPLICATION_ID:
        raise errors.not_a_project(database.path)
    version = database.pragma("user_version")
    if version > SCHEMA_VERSION:
        raise errors.is_newer(database.path, version, SCHEMA_VERSION)
    if version < SCHEMA_VERSION:
        if not may_migrate:
            raise errors.cannot_be_migrated(database.path)
        migrate(database, version)
