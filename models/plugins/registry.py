"""Finds plug-ins by their entry points and reads their descriptions without running their code.

The value of an entry point in the group `praksiskort.plugins` names a package and the
description in it: `access = "models.plugins.access:plugin.json"`. A plug-in that cannot be
read or used is named, logged and left out; the others are not touched by it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.errors import KnownError
from models.plugins.manifest import Contribution, Indicator, Manifest, read_manifest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "praksiskort.plugins"

log = logging.getLogger(__name__)


class PluginError(KnownError):
    """A plug-in cannot be read or used; the program goes on without it."""


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plug-ins that are installed.

    Attributes
    ----------
    manifests : tuple of Manifest
        Sorted by id.
    broken : tuple of PluginError
        One for each that could not be read.
    """

    manifests: tuple[Manifest, ...]
    broken: tuple[PluginError, ...]

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by the id of its plug-in and its own: "praksiskort.access.two_step"."""
        return {
            f"{manifest.id}.{each.id}": each
            for manifest in self.manifests
            for each in manifest.contributions
            if isinstance(each, Indicator)
        }


def discover(found: Iterable[EntryPoint] | None = None) -> Plugins:
    """Return the descriptions of all plug-ins; none of their code runs.

    Where two have the same id, the first by the name of its entry point stays.
    """
    from importlib.metadata import entry_points

    manifests: dict[str, Manifest] = {}
    broken: list[PluginError] = []
    points = entry_points(group=GROUP) if found is None else found
    # the same package may be seen twice, installed and in the current folder
    for point in sorted({(p.name, p.value): p for p in points}.values(), key=lambda p: p.name):
        try:
            manifest = read_manifest(_description_of(point).read_text("utf-8"))
            if manifest.id in manifests:
                raise ValueError(f"id {manifest.id!r} is taken by another plug-in")
            manifests[manifest.id] = manifest
        except (ValueError, OSError, ImportError, AttributeError) as error:
            broken.append(unusable(point.name, error))
    return Plugins(tuple(manifests[name] for name in sorted(manifests)), tuple(broken))


def function_of(contribution: Contribution) -> Callable[..., Any]:
    """Return a contribution's function; its code is imported now.

    Raises
    ------
    PluginError
        When it cannot be imported.
    """
    module, name = contribution.run.split(":")
    try:
        function: Callable[..., Any] = getattr(import_module(module), name)
    except Exception as error:  # whatever a stranger's module does on import
        raise unusable(contribution.title.da, error) from error
    return function


def run_plugin(contribution: Contribution, *arguments: object) -> Any:
    """Return what a contribution's function returns.

    Raises
    ------
    PluginError
        When it cannot be imported or fails.
    """
    function = function_of(contribution)
    try:
        return function(*arguments)
    except Exception as error:  # whatever a stranger's code does
        raise unusable(contribution.title.da, error) from error


def _description_of(point: EntryPoint) -> Path:
    """Return where a plug-in's description lies; only its top package is looked up, not run."""
    package, _, name = point.value.partition(":")
    top, *inner = package.strip().split(".")
    spec = find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"no package {top!r}")
    places = [Path(place, *inner, name.strip()) for place in spec.submodule_search_locations]
    return next((place for place in places if place.is_file()), places[0])


def unusable(name: str, error: Exception) -> PluginError:
    """Log why a plug-in is left out, and return it as an error to be told."""
    log.warning("plug-in %s left out", name, exc_info=error)
    return PluginError(
        f"Tilføjelsen »{name}« kan ikke bruges: {error}. Resten virker som før.",
        f"The plug-in “{name}” cannot be used: {error}. Everything else works as before.",
    )
