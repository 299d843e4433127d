"""Which engines an index is searched with: those in its folder, unless it says which Milvus."""

from __future__ import annotations

import json
import os
from pathlib import Path

from index.engines.embedded import Embedded
from index.engines.engine import Engines
from index.engines.milvus.engines import Milvus
from index.store.store import OtherIndex

FILE_NAME = "milvus.json"


def engines_of(folder: Path) -> Engines:
    """Return the engines of the index in a folder.

    Raises:
        OtherIndex: the file that names the Milvus cannot be read.
    """
    file = folder / FILE_NAME
    try:
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
    except FileNotFoundError:
        return Embedded(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OtherIndex(
            f"{file} is niet te lezen. Kies opnieuw met: wmo index MAP --settings wmo.toml"
        ) from error
    return Milvus(folder, str(address))


def choose_milvus(folder: Path, address: str) -> None:
    """Have the index in a folder searched in the Milvus at an address, from the next run on.

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
