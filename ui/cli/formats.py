"""The written forms in which ``wmo ask`` can give an answer, and the options that choose them.

What writes them is imported when it is asked for, so that the options are there at once.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.errors import BadInput

if TYPE_CHECKING:
    from index import Retriever
    from qa import Answer


def _official(answer: Answer) -> str:
    from ui.export.pasted_text import as_sources

    return as_sources(answer)


def _bibtex(answer: Answer) -> str:
    from qa import bibtex

    return bibtex(answer.citations)


def _csl(answer: Answer) -> str:
    from qa import csl_json

    return csl_json(answer.citations)


CITED: dict[str, Callable[[Answer], str]] = {
    "official": _official,
    "bibtex": _bibtex,
    "csl": _csl,
}


def add_written(command: ArgumentParser) -> None:
    """Add the options for other forms than the terminal's to ``wmo ask``."""
    group = command.add_argument_group("andere vormen van het antwoord")
    group.add_argument("--markdown", action="store_true", help="schrijf Markdown met noten")
    group.add_argument(
        "--cite",
        choices=tuple(CITED),
        help="schrijf alleen de bronnen: officieel, voor LaTeX of voor Zotero en Mendeley",
    )
    group.add_argument(
        "--docx", type=Path, metavar="BESTAND", help="bewaar ook een Word-memo met voetnoten"
    )


def require_one_form(given: Namespace) -> None:
    """Check that one form is asked for, and of one question.

    Raises:
        BadInput: it is not so.
    """
    forms = [name for name in ("json", "markdown", "cite") if getattr(given, name)]
    if len(forms) > 1:
        raise BadInput(f"Kies één vorm: --{forms[0]} of --{forms[1]}.")
    if given.questions and (given.docx or forms not in ([], ["json"])):
        raise BadInput("--markdown, --cite en --docx gaan met één vraag, niet met --questions.")


def written(given: Namespace, answer: Answer, retriever: Retriever) -> str | None:
    """Return the answer in the form that was asked for, if it was; a memo is saved as well."""
    if given.docx:
        from ui.export.memo import memo

        given.docx.write_bytes(memo(answer, retriever, date.today()))
        sys.stderr.write(f"Memo bewaard in {given.docx}.\n")
    if given.markdown:
        from ui.export.pasted_text import as_markdown

        return as_markdown(answer)
    return CITED[given.cite](answer) if given.cite else None
