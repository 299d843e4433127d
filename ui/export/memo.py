"""An answer as a Word memo whose footnotes are the official citations.

The parts are written by hand: python-docx 1.2 cannot make footnotes. Their form is that of Office
Open XML, ECMA-376 part 1: paragraphs and styles (17.3, 17.7), footnotes (17.11), numbering (17.9),
and the package around them (part 2).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from corpus import LetterDate
from index import Retriever
from qa import Answer
from ui.export import memo_parts
from ui.export.answer_blocks import (
    MACHINE_MADE,
    SOURCES,
    Block,
    Run,
    official_sources,
    outline,
    printable,
)

TITLE = "Antwoord uit brieven over de Wmo"
_STYLES = {"heading": "Heading1", "quote": "Quote", "item": "ListBullet", "text": "Normal"}
_MADE = (1980, 1, 1, 0, 0, 0)  # the same answer gives the same file


def memo(answer: Answer, retriever: Retriever, today: date) -> bytes:
    """Return an answer as a Word document (.docx).

    It holds question, day, how many letters, statements with a footnote for each citation,
    warnings, parts that were not found, older positions, the list of sources, and that it was made
    by a machine and has to be checked. Its language is Dutch and its headings are real ones.
    """
    blocks = outline(answer, _facts(retriever, today))
    notes = [run.note for block in blocks for run in block.runs if run.note]
    parts = memo_parts.FIXED | {
        "docProps/core.xml": memo_parts.core(_text(TITLE), _text(answer.question), today),
        "word/document.xml": memo_parts.document(_body(blocks, official_sources(answer))),
        "word/footnotes.xml": memo_parts.footnotes([_text(note) for note in notes]),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content.encode("utf-8"))
    return stream.getvalue()


def _facts(retriever: Retriever, today: date) -> list[str]:
    """Return on which day the question was put, and to how many letters."""
    count = len(retriever.letters())
    letters = "1 brief" if count == 1 else f"{count} brieven"
    return [
        f"Datum: {LetterDate(today.year, today.month, today.day).in_words()}",
        f"Gezocht in: {letters}",
        MACHINE_MADE,
    ]


def _body(blocks: Sequence[Block], sources: Sequence[str]) -> str:
    numbers = iter(range(1, 1 + sum(bool(run.note) for block in blocks for run in block.runs)))
    parts = [_paragraph("Title", _run(Run(TITLE)))]
    for block in blocks:
        runs = (
            _run(run) + (memo_parts.footnote_mark(next(numbers)) if run.note else "")
            for run in block.runs
        )
        parts.append(_paragraph(_STYLES[block.kind], "".join(runs)))
    if sources:
        parts.append(_paragraph(_STYLES["heading"], _run(Run(SOURCES))))
        parts += [_paragraph("ListNumber", _run(Run(source))) for source in sources]
    return "".join(parts)


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(run: Run) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if run.bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_text(run.text)}</w:t></w:r>'


def _text(text: str) -> str:
    return escape(printable(text))
