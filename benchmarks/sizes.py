"""What is measured: a town, a region, the nation; where their data are, and what is promised.

Region and nation are made from the shared data: the folder that the environment variable
PRAKSISKORT_SHARED_DATA names, else `../shared/data` beside the checkout. The town is the
embedded example.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from app.session import Session
from models.importers.build import build_region
from models.importers.ground import Inputs
from models.storage.project import ProjectFile

ROOT = Path(__file__).resolve().parents[1]
REGISTERS = ("hovedstaden", "midtjylland", "nordjylland", "sjaelland", "syddanmark")
S = 1000.0
DATE = "2026-10-01"


class Size(NamedTuple):
    """How much is measured at once.

    `inputs` gives the files to import, None where the project comes ready-made; `budgets`
    maps cases to the milliseconds (memory: MB) they are promised to stay within. Where it
    `is_large`, peers whose graph takes minutes are left out but for `slow_peers`.
    """

    name: str
    inputs: Callable[[], Inputs] | None
    budgets: Mapping[str, float]
    is_large: bool = False
    slow_peers: bool = False


def data_folder() -> Path | None:
    """Return the folder with the shared data, None where there is none."""
    named = os.environ.get("PRAKSISKORT_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if (folder / "kommuner.gpkg").exists() else None


def cache_folder() -> Path:
    """Return where projects are kept between runs."""
    folder = Path(tempfile.gettempdir()) / "praksiskort-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def project_path(size: Size) -> Path:
    """Return where the project of a size is kept, for the code that wrote it."""
    code = b"".join(
        path.read_bytes() for path in sorted((ROOT / "models" / "storage").glob("*.py"))
    )
    return cache_folder() / f"{size.name}-{zlib.crc32(code):08x}.praksis"


def project_of(size: Size) -> Path:
    """Return the project of a size, made on first use, with its first result kept."""
    path = project_path(size)
    if not path.exists():
        _make_project(size, path)
    with ProjectFile.open(path) as project:
        # as a window leaves it; figures kept by other code than this hold no more
        if not project.is_read_only and project.kept().result is None:
            Session(project).keep_first_result()
    return path


def _make_project(size: Size, path: Path) -> None:
    """Make it beside its place: another benchmark would take what is half made for the project."""
    draft = path.with_suffix(f".{os.getpid()}.praksis")
    if size.inputs is None:
        shutil.copyfile(ROOT / "data" / "eksempel.praksis", draft)
    else:
        print(f"making the project of the {size.name} once ...", flush=True)
        region, report = build_region(size.inputs(), lambda what, share: None)
        ProjectFile.create(draft, region, report).close()
    draft.replace(path)


def copy_of(size: Size, folder: Path) -> Path:
    """Return a copy of the project of a size, to be changed.

    Raises RuntimeError where another program has the project in hand just now: the copy would be
    read-only, each edit refused, and refusals are quick.
    """
    path = folder / "copy.praksis"
    shutil.copyfile(project_of(size), path)
    with ProjectFile.open(path) as project:
        if project.is_read_only:
            raise RuntimeError(f"{project_path(size)} is open in another program")
    return path


def region_inputs() -> Inputs:
    """Return the files of Region Midtjylland."""
    data = _data()
    return Inputs(
        areas=data / "kommuner.gpkg",
        practices=data / "registers" / "midtjylland_praksisregister.csv",
        roads=data / "midtjylland-roads.osm.pbf",
        squares=data / "kvadratnet_250m_midtjylland.csv",
        parishes=data / "sogne.gpkg",
        postcodes=data / "postnumre.gpkg",
        lists=data / "registers" / "midtjylland_tilmeldte_pr_sogn.csv",
        region="Region Midtjylland",
        reference_date=DATE,
    )


def nation_inputs() -> Inputs:
    """Return the files of all Denmark, the five regions' registers joined into one."""
    data = _data()
    return Inputs(
        areas=data / "kommuner.gpkg",
        practices=_joined("praksisregister.csv"),
        roads=data / "denmark-roads.osm.pbf",
        squares=data / "kvadratnet_250m_danmark.parquet",
        parishes=data / "sogne.gpkg",
        postcodes=data / "postnumre.gpkg",
        lists=_joined("tilmeldte_pr_sogn.csv"),
        reference_date=DATE,
    )


def _data() -> Path:
    data = data_folder()
    if data is None:
        raise SystemExit("The shared data is missing; set PRAKSISKORT_SHARED_DATA to its folder.")
    return data


def _joined(ending: str) -> Path:
    """Return one file of all regions' files of a kind: the first one's heading, all rows."""
    path = cache_folder() / ending
    parts = [(_data() / "registers" / f"{name}_{ending}").read_bytes() for name in REGISTERS]
    rows = [part.split(b"\n", 1)[1] for part in parts]
    path.write_bytes(parts[0].split(b"\n", 1)[0] + b"\n" + b"".join(rows))
    return path


def _budgets(frame: float, engine: float, edit: float, full: float, rest: dict[str, float]) -> dict:
    edits = ("drop", "close", "merge", "undo")
    return {
        "Dragging.drag_all_figures": engine,
        "Evaluation.full": full,
        **{
            f"Frames.{kind}": frame for kind in ("drag_overview", "drag_close_up", "drag_distances")
        },
        **{f"Clicks.{kind}": edit for kind in edits},
        **rest,
    }


TOWN = Size("town", None, {})
REGION = Size(
    "region",
    region_inputs,
    _budgets(
        *(8, 1, 50, 150),
        {
            "Import.preparing_distances": 20 * S,
            "Import.roads": 8 * S,
            "Program.start": 1.5 * S,
            "Program.memory": 500,
        },
    ),
)
NATION = Size(
    "nation",
    nation_inputs,
    _budgets(
        *(16, 2, 150, 700),
        {
            "Import.preparing_distances": 120 * S,
            "Import.roads": 25 * S,
            "Program.start": 3 * S,
            "Program.memory": 1200,
        },
    ),
    is_large=True,
)
SIZES = {size.name: size for size in (TOWN, REGION, NATION)}
