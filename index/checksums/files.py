"""Files that are derived from the store: whether they are as they were written.

Their checksum is CRC-32, which finds every change of up to 32 bits in a row and reads 2 GB a
second, more than twice as much as SHA-256. It is taken of the whole file whenever one is opened:
100,000 passages have some 0.5 GB of vectors and words, a quarter of a second where the file is in
memory. Its size and time would cost nothing, but do not change when a bit of it does. A program
that stays open reads a file once.
"""

from __future__ import annotations

import json
import logging
import zlib
from pathlib import Path

CHECKSUMS = "checksums.json"
BLOCK = 1 << 22  # bytes
_log = logging.getLogger(__name__)


def file_checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    found = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found = zlib.crc32(block, found)
    return found


def write_checksums(folder: Path) -> None:
    """Write down the checksum of each file in a folder, in the folder."""
    found = {one.name: file_checksum(one) for one in _files(folder)}
    (folder / CHECKSUMS).write_text(json.dumps(found), encoding="utf-8")


def checksums_agree(folder: Path) -> bool:
    """Whether the files of a folder are as they were when their checksums were written down.

    Raises:
        OSError: one of them cannot be read.
        ValueError: what was written down cannot be read.
    """
    known = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
    return bool(known == {name: file_checksum(folder / name) for name in known})


def warn_of(path: Path) -> None:
    """Tell that something derived is damaged and made again."""
    _log.warning(
        "%s was beschadigd, en is opnieuw gemaakt uit wat er in de index staat. Dat wordt bewaard "
        "bij de volgende: wmo index, of wmo doctor --repair",
        path,
    )


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.suffix != ".lock" and one.name != CHECKSUMS]
