"""The one door for files: each is checked and limited while it comes in, and gets a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ui import texts
from ui.errors import BadInput
from ui.web.file_names import safe_name
from ui.web.letter_changes import Shelf

if TYPE_CHECKING:
    from fastapi import FastAPI

PLACE = "/brieven/bestand"
MEGABYTE = 1024 * 1024


class TooLarge(BadInput):
    """A file is larger than the settings allow."""


def add_uploads(app: FastAPI, shelf: Shelf) -> None:
    """Let the application take files: the body is the file, ``naam`` in the address its name."""

    async def take(request: Request) -> Response:
        name = safe_name(request.query_params.get("naam", ""))
        try:
            ticket = await received(request, name, shelf)
        except TooLarge as error:
            return _problem(str(error), 413)
        except BadInput as error:
            return _problem(str(error), 422)
        except ClientDisconnect:
            return _problem(texts.not_received(name), 400)
        except HTTPException as error:  # it comes in too slowly
            return _problem(error.detail, error.status_code)
        except OSError:
            return _problem(texts.not_received(name), 507)
        return JSONResponse({"ticket": ticket})

    app.add_route(PLACE, take, methods=["POST"])


async def received(request: Request, name: str, shelf: Shelf) -> str:
    """Return the ticket of the file that is a request's body; ``name`` is its name.

    Raises:
        TooLarge: the file is larger than the settings allow.
        BadInput: a file with this name is not taken.
        Busy: too many files wait.
        ClientDisconnect: the sender went away.
        HTTPException: the file comes in too slowly.
        OSError: the file cannot be written.
    """
    most = shelf.upload.most_megabytes
    if int(request.headers.get("content-length") or 0) > most * MEGABYTE:
        raise TooLarge(texts.too_large(name, most))
    with shelf.receiving(name) as (ticket, place):
        size = 0
        with place.open("xb") as file:
            async for part in request.stream():
                size += len(part)
                if size > most * MEGABYTE:
                    raise TooLarge(texts.too_large(name, most))
                await run_in_threadpool(file.write, part)
    return ticket


def _problem(text: str, status: int) -> Response:
    return JSONResponse({"problem": text}, status)
