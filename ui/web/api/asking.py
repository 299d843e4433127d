"""The routes that search and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
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
from ui.web.api.door.problems import SOON, Problem
from ui.web.api.letters_by_id import JSON, Library, form_of, json_answer
from ui.web.api.shapes import answers, queries
from ui.web.api.shapes.description import operation
from ui.web.api.streaming import EVENTS, LINES, streamed
from ui.web.api.work import Line, Tell
from ui.web.kept_questions import Kept

Json = dict[str, Any]


def add_asking(app: FastAPI, library: Library, searches: Line, questions: Line, kept: Kept) -> None:
    """Let the application search and answer; a search, which is short, waits for no answer."""
    routes = _Asking(library, searches, questions, kept)
    found = operation(answers.Found, "Zoek passages", "zoek")
    told = operation(answers.Answer, "Beantwoord een vraag", "vraag", EVENTS, LINES)
    app.get("/search", **found)(routes.search)
    app.post("/search", **found | {"operation_id": "zoekMetInhoud"})(routes.search_with_body)
    app.get("/ask", **told)(routes.ask)
    app.post("/ask", **told | {"operation_id": "vraagMetInhoud"})(routes.ask_with_body)
    years = operation(answers.Timeline, "Toon wat elke brief zegt, op tijd", "tijdlijn")
    app.get("/timeline", **years)(routes.timeline)
    promised = operation(answers.Commitments, "Toon wat is toegezegd", "toezeggingen")
    app.get("/commitments", **promised)(routes.commitments)


class _Asking:
    """What each of the routes does."""

    def __init__(self, library: Library, searches: Line, questions: Line, kept: Kept) -> None:
        self.library, self.kept = library, kept
        self.searches, self.questions = searches, questions
        self.retriever = library.retriever

    async def search(self, asked: Annotated[queries.Search, Query()], request: Request) -> Response:
        return await self.found(request, lambda _: self.passages(asked), self.searches)

    async def search_with_body(self, asked: queries.Search, request: Request) -> Response:
        return await self.found(request, lambda _: self.passages(asked), self.searches)

    async def ask(self, asked: Annotated[queries.Ask, Query()], request: Request) -> Response:
        return await self.reply(asked, request)

    async def ask_with_body(self, asked: queries.Ask, request: Request) -> Response:
        return await self.reply(asked, request)

    async def timeline(
        self, asked: Annotated[queries.Question, Query()], request: Request
    ) -> Response:
        tagged = self.is_kept_by_clients
        return await self.found(request, lambda _: self.years(asked), self.questions, tagged)

    async def commitments(
        self, asked: Annotated[queries.Limited, Query()], request: Request
    ) -> Response:
        return await self.found(request, lambda _: self.promised(asked), self.questions)

    @property
    def is_kept_by_clients(self) -> bool:
        """Whether clients may keep answers: each question that is recorded has to come here."""
        return not self.kept.records

    async def found(
        self, request: Request, work: Callable[[Tell], Json], line: Line, tagged: bool = True
    ) -> Response:
        """Return what work finds as JSON, with an entity tag where that makes sense."""
        form = form_of(request, JSON)
        tag = ""
        if tagged and request.method == "GET":
            tag = await run_in_threadpool(self.library.tag, request, form)
        return json_answer(await line.outcome(work, request), tag)

    async def reply(self, asked: queries.Ask, request: Request) -> Response:
        """Return the answer to a question, at once or with the steps before it."""
        form = form_of(request, JSON, EVENTS, LINES)
        only = await run_in_threadpool(self.library.filter, asked.choice)

        def work(tell: Tell) -> Json:
            return self.answered(asked, only, tell)

        if form == JSON:
            return await self.found(request, work, self.questions, self.is_kept_by_clients)
        return streamed(self.questions.start(work), form)

    def passages(self, asked: queries.Search) -> Json:
        question, only = Question(asked.question).plain().text, self.library.filter(asked.choice)
        try:
            hits = self.retriever.search(question, asked.limit, only=only)
        except NothingLeft:
            hits = []
        return hits_to_json(question, hits, self.retriever, only)

    def answered(self, asked: queries.Ask, only: Filter | None, tell: Tell) -> Json:
        found = answer(asked.question, self.retriever, only, tell=tell)
        shape = answer_to_json(found, self.retriever)
        if not asked.passages:
            del shape["passages"]
        if not self.kept.record(found, self.retriever.generation):
            warning = {"kind": "not_recorded", "letter_id": None, "text": texts.NOT_RECORDED}
            shape["warnings"].append(warning)
        return shape

    def years(self, asked: queries.Question) -> Json:
        only = self.library.filter(asked.choice)
        told = timeline(asked.question, self.retriever, only)
        if not self.kept.record_years(asked.question, told, self.retriever.generation):
            raise Problem(503, texts.NOT_RECORDED, SOON)
        others = silent(told, self.retriever, only)
        return timeline_to_json(asked.question, told, self.retriever, others)

    def promised(self, asked: queries.Limited) -> Json:
        only = self.library.filter(asked.choice)
        letters = [one for one in self.retriever.letters() if only is None or only.allows(one)]
        found = followed(commitments(letters), self.retriever)
        return commitments_to_json(found, self.retriever)
