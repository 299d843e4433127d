"""An answer as text that can be pasted: Markdown, plain text, and a list of sources."""

from __future__ import annotations

import re

from qa import Answer
from ui.export.answer_blocks import (
    MACHINE_MADE,
    SOURCES,
    Block,
    Run,
    official_sources,
    outline,
    printable,
)

# Signs that Markdown reads anywhere, and those that count at the begin of a line only.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$^=@{}]|:(?=//)|(?<=www)\.", re.I)
_AT_START = re.compile(r"^(?:[#+\-:!]|\(?(?:\d+|[a-z]|[ivxlcdm]+)(?=[.)]))", re.I)


def as_markdown(answer: Answer) -> str:
    """Return an answer as Markdown (CommonMark with footnotes), its sources as numbered notes.

    Words of letters, questions and metadata are text only: no link, mark-up or HTML comes of them.
    """
    notes: list[str] = []
    blocks = [_markdown(block, notes) for block in outline(answer)]
    sources = "\n".join(f"[^{n}]: {escaped(note)}" for n, note in enumerate(notes, 1))
    return _joined([*blocks, f"*{MACHINE_MADE}*", sources])


def as_text(answer: Answer) -> str:
    """Return an answer as plain text with numbered official citations below it."""
    notes: list[str] = []
    blocks = [_plain(block, notes) for block in outline(answer)]
    sources = [f"[{n}] {note}" for n, note in enumerate(notes, 1)]
    below = "\n".join([SOURCES, *sources]) if sources else ""
    return _joined([*blocks, below, MACHINE_MADE])


def as_sources(answer: Answer) -> str:
    """Return the official citations of an answer, one a line, each once."""
    return "".join(f"{printable(one)}\n" for one in official_sources(answer))


def escaped(text: str) -> str:
    """Return words as Markdown that shows exactly these words, white space folded."""
    flat = " ".join(text.split())
    return _AT_START.sub(_behind_slash, _ANYWHERE.sub(r"\\\g<0>", flat))


def _behind_slash(match: re.Match[str]) -> str:
    """Return the sign escaped; of a number or letter, what stands behind it makes a list."""
    sign = match.group()
    return f"{sign}\\" if sign[-1].isalnum() else f"\\{sign}"


def _joined(parts: list[str]) -> str:
    return printable("\n\n".join(part for part in parts if part)) + "\n"


def _markdown(block: Block, notes: list[str]) -> str:
    text = "".join(_markdown_run(run, notes) for run in block.runs)
    return {"heading": "## ", "quote": "> ", "item": "- ", "text": ""}[block.kind] + text


def _markdown_run(run: Run, notes: list[str]) -> str:
    """Return a run; the white space around bold words stands outside the asterisks."""
    words = escaped(run.text)
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() and words else ""
    shown = f"**{words}**" if run.bold and words else words
    return f"{before}{shown}{after}{_mark(run, notes, '[^{}]')}"


def _plain(block: Block, notes: list[str]) -> str:
    text = "".join(run.text + _mark(run, notes, " [{}]") for run in block.runs)
    return f"- {text}" if block.kind == "item" else text


def _mark(run: Run, notes: list[str], form: str) -> str:
    """Return the number of the run's note, the same for the same note; new notes are added."""
    if not run.note:
        return ""
    if run.note not in notes:
        notes.append(run.note)
    return form.format(notes.index(run.note) + 1)
