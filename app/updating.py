"""Which edits of a project's scenarios no longer fit when a newer register is taken in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from models.allocation.distances import Distances
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.rules import RulePack
from models.domain.text import Text
from models.scenario.edits import Edit
from models.scenario.history import History
from models.storage.project import ProjectFile

if TYPE_CHECKING:
    from models.importers.people import Progress
    from models.importers.update import NewerFiles, Update


class Misfit(NamedTuple):
    """An edit in force that did fit and no longer does: its scenario, itself, and why."""

    scenario: str
    edit: Edit
    why: Text


class Prepared(NamedTuple):
    """An update that can be taken in, and the edits that it would leave without effect."""

    update: Update
    misfits: tuple[Misfit, ...]


def prepare(
    project: ProjectFile, region: Region, newer: NewerFiles, rules: RulePack, progress: Progress
) -> Prepared:
    """Read newer files against a project and try its scenarios on them; changes nothing."""
    from models.importers.update import prepare_update  # with it comes all that reads files

    newer = replace(newer, addresses=project.address_book())
    update = prepare_update(region, project.load_report(), newer, rules, progress)
    return Prepared(update, misfits_of(project, region, update.region))


def misfits_of(project: ProjectFile, before: Region, after: Region) -> tuple[Misfit, ...]:
    """Return the edits in force that fit the region of before and not the one after."""
    packs = {pack.id: pack for pack in project.rule_packs()}
    old, new = Distances(before), Distances(after)
    found = []
    for scenario in project.scenarios():
        edits = [stored.edit for stored in project.edits(scenario.id)][: scenario.n_applied]
        rules = packs[scenario.rules_id]
        pairs = zip(
            History.replay(old, baseline_state(before, rules), edits, len(edits)).steps,
            History.replay(new, baseline_state(after, rules), edits, len(edits)).steps,
            strict=True,
        )
        found += [
            Misfit(scenario.name, now.edit, now.misfit)
            for was, now in pairs
            if now.misfit is not None and was.misfit is None
        ]
    return tuple(found)
