"""Import: from the files of a region to a project that opens at once."""

from __future__ import annotations

from benchmarks.measure import Case
from benchmarks.sizes import project_of
from models.allocation.prepare import prepare_distances
from models.domain.errors import CancelledError
from models.domain.text import Text
from models.importers.build import NETWORK, build_region
from models.network.build import build_road_network
from models.storage.project import ProjectFile


class Import(Case):
    """Each once: they take seconds."""

    repeats = 1
    warm_ups = 0

    def setup(self) -> None:
        assert self.size.inputs is not None
        self.inputs = self.size.inputs()
        with ProjectFile.open(project_of(self.size), read_only=True) as project:
            self.region = project.load_region()

    def time_roads(self) -> None:
        """Import of the road file to a ready graph."""
        assert self.inputs.roads is not None
        build_road_network(self.inputs.roads)

    def time_squares_and_register(self) -> None:
        """Import of areas, squares, register and lists."""
        try:
            build_region(self.inputs, _stop_before_roads)
        except CancelledError:
            return

    def time_preparing_distances(self) -> None:
        """Preparing a new project: all distances for lists and choices."""
        region = self.region
        prepare_distances(
            region.network, region.joints, region.practices, region.lists, lambda share: None
        )


def _stop_before_roads(what: Text, share: float) -> None:
    if what == NETWORK:
        raise CancelledError
