"""Projects on disk for the storage tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.storage.project import ProjectFile
from tests.models.storage.tiny_region import tiny_region, tiny_report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Prøve på 100 % #1.praksis"
    ProjectFile.create(path, tiny_region(), tiny_report()).close()
    return path


@pytest.fixture
def project(path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.open(path) as project:
        yield project
