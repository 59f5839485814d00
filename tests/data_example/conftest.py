"""The shipped example, opened once, and the shared data where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.build_example import EXAMPLE
from models.allocation.region import Region
from models.storage.project import ProjectFile


@pytest.fixture(scope="session")
def example() -> Iterator[ProjectFile]:
    with ProjectFile.open(EXAMPLE, read_only=True) as project:
        yield project


@pytest.fixture(scope="session")
def region(example: ProjectFile) -> Region:
    return example.load_region()
