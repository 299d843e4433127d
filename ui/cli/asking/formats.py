"""The written forms in which ``wmo ask`` can give an answer, and the options that choose them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.errors import BadInput
from ui.export.forms import FORMS

if TYPE_CHECKING:
    from index import Retriever
    from qa import Answer


def add_written(command: ArgumentParser) -> None:
    """Add the options for other forms than the terminal's to ``wmo ask``."""
    group = command.add_argument_group("andere vormen van het antwoord")
    group.add_argument("--markdown", action="store_true", help="schrijf Markdown met noten")
    group.add_argument(
        "--cite",
        choices=[name for name, form in FORMS.items() if form.only_sources],
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
    today = date.today()
    if given.docx:
        given.docx.write_bytes(FORMS["docx"].write(answer, retriever, today))
        sys.stderr.write(f"Memo bewaard in {given.docx}.\n")
    name = "markdown" if given.markdown else given.cite
    return FORMS[name].write(answer, retriever, today).decode("utf-8") if name else None
