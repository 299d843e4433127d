"""The written forms of an answer: one row each, for the command line and for the chat.

What writes a form is imported when it is asked for, so that the options are there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ui import texts

if TYPE_CHECKING:
    from index import Retriever
    from qa import Answer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its button, how its file's name ends, its media type, and what writes it.

    ``only_sources``: it holds the sources alone, and is not offered where there are none.
    """

    title: str
    ending: str
    media_type: str
    write: Callable[[Answer, Retriever, date], bytes]
    only_sources: bool = False


def _memo(answer: Answer, retriever: Retriever, today: date) -> bytes:
    from ui.export.memo import memo

    return memo(answer, retriever, today)


def _markdown(answer: Answer) -> str:
    from ui.export.pasted_text import as_markdown

    return as_markdown(answer)


def _sources(answer: Answer) -> str:
    from ui.export.pasted_text import as_sources

    return as_sources(answer)


def _bibtex(answer: Answer) -> str:
    from qa import bibtex

    return bibtex(answer.citations)


def _csl(answer: Answer) -> str:
    from qa import csl_json

    return csl_json(answer.citations)


def _text(write: Callable[[Answer], str]) -> Callable[[Answer, Retriever, date], bytes]:
    return lambda answer, _retriever, _today: write(answer).encode("utf-8")


FORMS = {
    "docx": Form(texts.MEMO, ".docx", WORD, _memo),
    "markdown": Form(texts.MARKDOWN, ".md", "text/markdown;charset=utf-8", _text(_markdown)),
    "official": Form(
        texts.SOURCE_LIST, "-bronnen.txt", "text/plain;charset=utf-8", _text(_sources), True
    ),
    "bibtex": Form(
        texts.BIBTEX,
        ".bib",
        "application/x-bibtex;charset=utf-8",
        _text(_bibtex),
        True,
    ),
    "csl": Form(
        texts.CSL,
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        _text(_csl),
        True,
    ),
}
"""By the name that ``wmo ask`` knows them by."""
