"""Files as they are sent to the machine that reads them: their bytes, under their own names."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from corpus import sidecar_of
from index.distributed.rows import Row

if TYPE_CHECKING:
    import pyarrow

FOLDER = "wmo-worker-"
MOST_SENT = 32 * 1024**2
"""Bytes of a file that is sent; a larger one is read where it stands, so that a few of them do not
fill the memory in which Ray keeps what travels."""


def sent(numbered: pyarrow.Table) -> pyarrow.Table:
    """Return files, by number and path, with their bytes; runs on the machine where they stand."""
    import pyarrow

    rows = [file_row(row["number"], Path(row["path"])) for row in numbered.to_pylist()]
    kinds = {"number": pyarrow.int64(), "name": pyarrow.string(), "sidecar": pyarrow.string()}
    kinds |= {"data": pyarrow.binary(), "corrections": pyarrow.binary()}
    return pyarrow.Table.from_pylist(rows, pyarrow.schema(kinds))


def file_row(number: int, path: Path) -> Row:
    """Return a file with the corrections beside it; without ``data`` when it cannot be sent."""
    try:
        sidecar = sidecar_of(path)
        found = [one for one in (path, sidecar) if one.is_file()]
        linked = sidecar in found and sidecar.resolve().parent != sidecar.parent.resolve()
        if path not in found or linked or sum(one.stat().st_size for one in found) > MOST_SENT:
            return {"number": number}
        row: Row = {"number": number, "name": path.name, "data": path.read_bytes()}
        if sidecar in found:
            row |= {"sidecar": sidecar.name, "corrections": sidecar.read_bytes()}
        return row
    except OSError:  # reading it where it stands will say what is wrong
        return {"number": number}


def own_folder() -> TemporaryDirectory[str]:
    """Return a folder for what is sent to this process; those of processes that died go."""
    for left in Path(gettempdir()).glob(f"{FOLDER}*"):
        owner = re.fullmatch(rf"{FOLDER}(\d+)-.+", left.name)
        if owner and not _runs(int(owner[1])):
            shutil.rmtree(left, ignore_errors=True)  # of another user it stays
    return TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-")


def _runs(process: int) -> bool:
    """Whether there is a process with a number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def put_down(files: Iterable[Row], folder: Path) -> list[Path | None]:
    """Write files that were sent into a folder, each in one of its own, and return where."""
    return [_put_down(file, folder / str(file["number"])) for file in files]


def _put_down(file: Row, folder: Path) -> Path | None:
    if file.get("data") is None:
        return None
    folder.mkdir()
    if file.get("sidecar"):
        (folder / file["sidecar"]).write_bytes(file["corrections"])
    place: Path = folder / file["name"]
    place.write_bytes(file["data"])
    return place
