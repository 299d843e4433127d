"""What tests of the HTTP interface share: a real server on this machine over a small index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from browsing import served
from conftest import FakeEncoder

from index import Retriever
from ui.settings import Settings, Upload
from ui.web.api.application import api
from ui.web.letter_changes import Shelf

if TYPE_CHECKING:
    from starlette.types import ASGIApp

QUESTION = "Binnen hoeveel weken besluit de gemeente over de aanvraag?"
OLD_ID, NEW_ID = "2021-03-15-termijn", "2024-06-17-termijn"
TAXI = b"Datum 3 maart 2025\n\nGeacht college,\n\nDe regiotaxi kost 3 euro per rit.\n"


@contextmanager
def visited(app: ASGIApp, **given: object) -> Iterator[httpx.Client]:
    """Give a client of an application that answers on this machine."""
    with served(app) as address, httpx.Client(base_url=address, timeout=30, **given) as client:
        yield client


@contextmanager
def asking(retriever: Retriever, settings: Settings, secret: str = "") -> Iterator[httpx.Client]:
    """Give a client of the HTTP interface alone, with a key when one is given."""
    shelf = Shelf(retriever, settings.upload) if settings.upload.allowed else None
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    with visited(api(retriever, settings, shelf), headers=headers) as client:
        yield client


def opened(folder: Path) -> Retriever:
    """Return a retriever over an index that a fake encoder made."""
    return Retriever(folder, FakeEncoder())


def uploading(folder: Path) -> Upload:
    """Return settings that allow small letters to be added in a folder."""
    return Upload(allowed=True, folder=folder, most_files=2, most_megabytes=1)
