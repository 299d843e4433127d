"""Reads the Markdown source of an example letter into blocks and footnotes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["heading", "subheading", "paragraph", "bullet", "number", "table"]

_INLINE = re.compile(r"\[\^(?P<note>\d+)\]|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*")
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_NUMBERED = re.compile(r"(\d+)\. (.+)")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one typeface, or a footnote marker when `note` is above 0."""

    text: str
    bold: bool = False
    italic: bool = False
    note: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item (`label` is its number) or table (`rows`, header first)."""

    kind: Kind
    runs: Runs = ()
    label: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()

    @property
    def is_bold(self) -> bool:
        """Whether this is a paragraph in bold only, which serves as a heading."""
        return self.kind == "paragraph" and all(run.bold for run in self.runs)

    @property
    def notes(self) -> list[int]:
        """Footnote numbers in this block, in reading order."""
        cells = [self.runs, *(cell for row in self.rows for cell in row)]
        return [run.note for runs in cells for run in runs if run.note]


@dataclass(frozen=True, slots=True)
class Source:
    """One letter: its header fields, its blocks, and its footnotes by number."""

    meta: Mapping[str, str]
    blocks: tuple[Block, ...]
    notes: Mapping[int, Runs]

    @property
    def dutch_date(self) -> str:
        """The date as a letter writes it: 5 juni 2018."""
        year, month, day = self.meta["date"].split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def read_source(path: Path) -> Source:
    """Return the letter whose Markdown source stands in `path`."""
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in header.strip().splitlines())
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n\s*\n", body) if chunk.strip()]
    blocks = tuple(block for chunk in chunks for block in _blocks(chunk))
    notes = {int(number): parse_runs(text) for number, text in _NOTE.findall(body)}
    return Source(meta, blocks, notes)


def parse_runs(text: str) -> Runs:
    r"""Return the runs of one line of Markdown; a backslash at a line end breaks the line."""
    runs: list[Run] = []
    end = 0
    for match in _INLINE.finditer(text):
        runs.append(Run(text[end : match.start()]))
        note, bold, italic = match.group("note", "bold", "italic")
        number = int(note or 0)
        runs.append(Run(note or bold or italic, bool(bold), bool(italic), number))
        end = match.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)


def _blocks(chunk: str) -> Iterator[Block]:
    """Yield the blocks of a chunk between blank lines; footnote texts give none."""
    if chunk.startswith("[^"):
        return
    if chunk.startswith("## "):
        yield Block("subheading", parse_runs(chunk[3:]))
    elif chunk.startswith("# "):
        yield Block("heading", parse_runs(chunk[2:]))
    elif chunk.startswith("|"):
        yield _table(chunk)
    elif chunk.startswith("- "):
        yield from (Block("bullet", parse_runs(line[2:])) for line in chunk.splitlines())
    elif _NUMBERED.match(chunk):
        for label, text in _NUMBERED.findall(chunk):
            yield Block("number", parse_runs(text), label)
    else:
        joined = chunk.replace("\\\n", "\0").replace("\n", " ").replace("\0", "\n")
        yield Block("paragraph", parse_runs(joined))


def _table(chunk: str) -> Block:
    """Return the table of a pipe table; its second line, the rule, is left out."""
    lines = [line.strip("| ").split("|") for line in chunk.splitlines()]
    rows = tuple(tuple(parse_runs(cell.strip()) for cell in line) for line in lines)
    return Block("table", rows=(rows[0], *rows[2:]))
