"""Files that are sent piece by piece: some at once, and each for so long."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import closing, suppress
from io import BufferedReader
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from ui.web.api import wording
from ui.web.api.door.problems import SOON, problem

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PIECE = 64 * 1024  # bytes
MOST_AT_ONCE = 16
MOST_SECONDS = 300.0  # for one file


class FileAnswer(StreamingResponse):
    """An open file as an answer, which closes it; a refusal when ``room`` has no place left."""

    def __init__(
        self, file: BufferedReader, form: str, headers: Mapping[str, str], room: asyncio.Semaphore
    ) -> None:
        self._file, self._room = file, room
        length = {"Content-Length": str(os.fstat(file.fileno()).st_size)}
        super().__init__(_pieces(file), headers={**headers, **length}, media_type=form)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file; who does not read it in time gets no more of it."""
        with closing(self._file):
            if self._room.locked():
                return await problem(503, wording.TOO_BUSY, SOON)(scope, receive, send)
            with suppress(TimeoutError):
                async with self._room, asyncio.timeout(MOST_SECONDS):
                    await super().__call__(scope, receive, send)


async def _pieces(file: BufferedReader) -> AsyncIterator[bytes]:
    while piece := await run_in_threadpool(file.read, PIECE):
        yield piece
