"""Which engines an index is searched with: those in its folder, unless it says which Milvus."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from index.engines.embedded import Embedded
from index.engines.engine import Engines
from index.engines.milvus.engines import Milvus
from index.store.store import OtherIndex

FILE_NAME = "milvus.json"


def engines_of(folder: Path) -> Engines:
    """Return the engines of the index in a folder.

    Raises:
        OtherIndex: the file that names the Milvus cannot be read, or names no place of one.
    """
    file = folder / FILE_NAME
    try:
        address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
        if not is_address(address):
            raise ValueError(address)
    except FileNotFoundError:
        return Embedded(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OtherIndex(
            f"{file} is niet te lezen. Kies opnieuw met: wmo index MAP --settings wmo.toml"
        ) from error
    return engines_at(folder, address)


def is_address(address: str) -> bool:
    """Whether an address can be that of a Milvus: of a server, or of a file of the light version.

    It holds no password, as it is shown.
    """
    if "@" in address:
        return False
    if not address.startswith(("http://", "https://")):
        return address.endswith(".db")
    try:
        server = urlsplit(address)
        return bool(server.hostname) and server.port != 0
    except ValueError:  # a port that is no number, or none of a computer
        return False


def engines_at(folder: Path, address: str) -> Engines:
    """Return the engines in the Milvus at an address, or those in the folder without one."""
    return Milvus(folder, address) if address else Embedded(folder)


def choose_milvus(folder: Path, address: str) -> None:
    """Have the index in a folder searched in the Milvus at an address.

    With an empty address it is searched by the engines in its folder again. What stands in the
    other place stays there.
    """
    file = folder / FILE_NAME
    if not address:
        file.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f".{FILE_NAME}.{os.getpid()}"
    scratch.write_text(json.dumps({"address": address}), encoding="utf-8")
    scratch.replace(file)
