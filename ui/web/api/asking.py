"""The routes that search and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from index import Filter, NothingLeft
from qa import (
    Question,
    answer,
    answer_to_json,
    commitments,
    commitments_to_json,
    followed,
    hits_to_json,
    silent,
    timeline,
    timeline_to_json,
)
from ui import texts
from ui.web.api.library import JSON, Library, form_of, json_answer
from ui.web.api.shapes import answers, queries
from ui.web.api.shapes.description import operation
from ui.web.api.streaming import EVENTS, LINES, streamed
from ui.web.api.work import Line, Tell
from ui.web.kept_questions import Kept

Json = dict[str, Any]


def asking(library: Library, line: Line, kept: Kept) -> APIRouter:
    """Return the routes that search and answer; the work stands in ``line``."""
    router, retriever = APIRouter(), library.retriever

    async def found(request: Request, work: Callable[[], Json], of: str = "") -> Response:
        form = form_of(request, JSON)
        tag = library.tag(request, form) if request.method == "GET" else ""
        return json_answer(await line.outcome(work, request), tag)

    def searched(asked: queries.Search) -> Json:
        question, only = Question(asked.question).plain().text, library.filter(asked.choice)
        try:
            hits = retriever.search(question, asked.limit, only=only)
        except NothingLeft:
            hits = []
        return hits_to_json(question, hits, retriever, only)

    def answered(asked: queries.Ask, tell: Tell) -> Json:
        only = library.filter(asked.choice)
        found = answer(asked.question, retriever, only, tell=tell)
        shape = answer_to_json(found, retriever)
        if not asked.passages:
            del shape["passages"]
        if not kept.record(found, retriever.generation):
            shape["warnings"].append(_not_recorded())
        return shape

    async def reply(asked: queries.Ask, request: Request) -> Response:
        form = form_of(request, JSON, EVENTS, LINES)
        if form != JSON:
            return streamed(line.start(lambda tell: answered(asked, tell)), form)
        tag = library.tag(request, form) if request.method == "GET" else ""
        job = line.start(lambda tell: answered(asked, tell))
        return json_answer(await job.outcome(request), tag)

    @router.get("/search", **operation(answers.Found, "Zoek passages", "zoek"))
    async def search(asked: Annotated[queries.Search, Query()], request: Request) -> Response:
        return await found(request, lambda: searched(asked))

    @router.post("/search", **operation(answers.Found, "Zoek passages", "zoekMetInhoud"))
    async def search_with_body(asked: queries.Search, request: Request) -> Response:
        return await found(request, lambda: searched(asked))

    @router.get("/ask", **operation(answers.Answer, "Beantwoord een vraag", "vraag", EVENTS, LINES))
    async def ask(asked: Annotated[queries.Ask, Query()], request: Request) -> Response:
        return await reply(asked, request)

    @router.post(
        "/ask", **operation(answers.Answer, "Beantwoord een vraag", "vraagMetInhoud", EVENTS, LINES)
    )
    async def ask_with_body(asked: queries.Ask, request: Request) -> Response:
        return await reply(asked, request)

    @router.get(
        "/timeline", **operation(answers.Timeline, "Toon wat elke brief zegt, op tijd", "tijdlijn")
    )
    async def over_time(asked: Annotated[queries.Question, Query()], request: Request) -> Response:
        def work() -> Json:
            only = library.filter(asked.choice)
            told = timeline(asked.question, retriever, only)
            kept.record_years(asked.question, told, retriever.generation)
            others = silent(told, retriever, only)
            return timeline_to_json(asked.question, told, retriever, others)

        return await found(request, work)

    @router.get(
        "/commitments", **operation(answers.Commitments, "Toon toezeggingen", "toezeggingen")
    )
    async def promised(asked: Annotated[queries.Limited, Query()], request: Request) -> Response:
        def work() -> Json:
            only: Filter | None = library.filter(asked.choice)
            letters = [one for one in retriever.letters() if only is None or only.allows(one)]
            return commitments_to_json(followed(commitments(letters), retriever), retriever)

        return await found(request, work)

    return router


def _not_recorded() -> Json:
    return {"kind": "not_recorded", "letter_id": None, "text": texts.NOT_RECORDED}
