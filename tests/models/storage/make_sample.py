"""Makes the sample of the current file version: python -m tests.models.storage.make_sample.

Run once for each version of the file, when it is released; a sample is never made again.
"""

from pathlib import Path

from models.domain.place import Place
from models.scenario.edits import MovePractice, SetLimit
from models.storage.project import ProjectFile
from models.storage.version import SCHEMA_VERSION
from tests.models.storage.tiny_region import tiny_region, tiny_report

SAMPLES = Path(__file__).parent / "samples"


def make_sample(path: Path) -> None:
    with ProjectFile.create(path, tiny_region(), tiny_report(), settings={"view": 1}) as project:
        scenario = project.create_scenario("Plan A", None, "2025", "en note")
        project.append_edit(scenario.id, MovePractice("012345", Place(1, 2)), {"persons": 3})
        project.append_edit(scenario.id, SetLimit("012345", 1800))
        project.set_cursor(scenario.id, 1)


if __name__ == "__main__":
    make_sample(SAMPLES / f"version-{SCHEMA_VERSION}.praksis")
