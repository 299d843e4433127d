"""The letters by their ids, and answers about them with their entity tags."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from corpus import Letter
from index import Filter, LetterStore, Retriever
from ui.filter_options import NAMES, Choice, filter_of
from ui.web.api import wording
from ui.web.api.door.headers import ASK_AGAIN, holds, preferred
from ui.web.api.door.problems import NotChanged, Problem

JSON = "application/json"
_CALLED = {name: f"'{name}'" for name in NAMES} | {"as_of": "'asOf'", "letters": "'onlyLetters'"}


class Library:
    """What the routes read from: the index, by ids only; no path comes from a client."""

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever
        self.store = LetterStore(retriever.folder)

    def letter(self, identity: str) -> tuple[Letter, Path]:
        """Return the letter with an id, and the file that it was read from.

        Raises:
            Problem: there is none.
        """
        with self.store.snapshot():
            path = self.store.path_of(identity)
            letter = self.store.letter_from(path) if path else None
        if letter is None or path is None:
            raise Problem(404, wording.NO_LETTER)
        return letter, Path(path)

    def page(self, number: int, size: int) -> tuple[list[Letter], int]:
        """Return a page of the letters, from 1, oldest first, and how many letters there are.

        Raises:
            Problem: there is no such page.
        """
        with self.store.snapshot():
            rows = sorted(self.store.facts(), key=lambda one: (one[1] or "9999", one[0]))
            last = max(1, -(-len(rows) // size))
            if number > last:
                raise Problem(404, wording.PAST_LAST_PAGE.format(last=last))
            shown = rows[(number - 1) * size : number * size]
            found = [self.store.letter(row[-1]) for row in shown]
        return [one for one in found if one], len(rows)

    def filter(self, choice: Choice) -> Filter | None:
        """Return the filter that a choice makes; ``None`` for no choice.

        Raises:
            BadInput: no letter is of a sender, level, kind or id, or a date is impossible.
        """
        return filter_of(choice, self.retriever.folder, _CALLED)

    def tag(self, request: Request, form: str, of: str = "") -> str:
        """Return the entity tag of what a request asks for, in a form; ``of`` is what else counts.

        Raises:
            NotChanged: the client has it already.
        """
        self.retriever.scope()  # before the generation: this notices a changed index
        known = [
            version("wmo-qa"), self.store.identity, self.retriever.generation, form, of,
            request.url.path, sorted(request.query_params.multi_items()),
        ]  # fmt: skip
        tag = f'W/"{sha256(json.dumps(known).encode()).hexdigest()[:32]}"'
        if holds(request.headers.get("if-none-match", ""), tag):
            raise NotChanged({**tagged(tag), "Vary": "Accept, Accept-Encoding"})  # as when packed
        return tag


def form_of(request: Request, *offered: str) -> str:
    """Return the media type that a client wants, of those that are offered.

    Raises:
        Problem: it takes none of them.
    """
    accept = ", ".join(request.headers.getlist("accept"))
    if wanted := preferred(accept, offered):
        return wanted
    raise Problem(406, wording.not_offered(", ".join(offered)))


def json_answer(
    content: Mapping[str, Any],
    tag: str = "",
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """Return content as JSON; with a tag it may be kept by who asks for it again."""
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, {**tagged(tag), **(headers or {})}, JSON)


def tagged(tag: str) -> dict[str, str]:
    """Return the headers of what may be kept by who asks for it again; none without a tag."""
    return {"ETag": tag, "Cache-Control": ASK_AGAIN, "Vary": "Accept"} if tag else {}


def links(path: str, number: int, last: int, size: int) -> dict[str, str | None]:
    """Return the addresses of a page of a list and those around it; ``None`` where there is none.

    ``number`` and ``last`` count from 1.
    """
    pages: Sequence[tuple[str, int]] = (
        ("self", number), ("first", 1), ("prev", number - 1), ("next", number + 1), ("last", last),
    )  # fmt: skip
    return {
        name: f"{path}?page={page}&perPage={size}" if 1 <= page <= last else None
        for name, page in pages
    }
