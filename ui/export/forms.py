"""The written forms of an answer: one row each, for the command line and for the chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index import Retriever
from qa import Answer, bibtex, csl_json
from ui import texts
from ui.export.memo import memo
from ui.export.pasted_text import as_markdown, as_sources

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


def _text(write: Callable[[Answer], str]) -> Callable[[Answer, Retriever, date], bytes]:
    return lambda answer, _retriever, _today: write(answer).encode("utf-8")


FORMS = {
    "docx": Form(texts.MEMO, ".docx", WORD, memo),
    "markdown": Form(texts.MARKDOWN, ".md", "text/markdown;charset=utf-8", _text(as_markdown)),
    "official": Form(
        texts.SOURCE_LIST, "-bronnen.txt", "text/plain;charset=utf-8", _text(as_sources), True
    ),
    "bibtex": Form(
        texts.BIBTEX,
        ".bib",
        "application/x-bibtex;charset=utf-8",
        _text(lambda answer: bibtex(answer.citations)),
        True,
    ),
    "csl": Form(
        texts.CSL,
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        _text(lambda answer: csl_json(answer.citations)),
        True,
    ),
}
"""By the name that ``wmo ask`` knows them by."""
