"""Markdown, as letters come out of text recognition and converters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from corpus.metadata.letterhead import is_new_label
from corpus.text.character_references import unescape
from corpus.text.cleaning import LineJoiner
from corpus.text.draft import Block
from corpus.text.footnotes import MARK, lift_marks, note_block, take_inline_notes
from corpus.text.sections import (
    LONGEST_HEADING,
    is_salutation,
    marked_headings,
    set_levels,
    without_contents,
)

_EVIDENCE = re.compile(
    r"^#{1,6} \S|^#{2,6}[^\W\d_a-z]|^\|.*\|\s*$|\*\*[^*\n]+\*\*|<sup>|^\[\^[^\]]+\]:", re.M
)
_FACTS = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FACT = re.compile(r"^([A-Za-z_ ]{1,40}):[ \t]*(.*?)[ \t]*$", re.M)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_UNREAD = re.compile(r"<(script|style|iframe|object|template)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_LINE_TAG = re.compile(r"<br\s*/?>|</?(?:p|div|li|tr|ul|ol|table)\b[^>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_RAISED = re.compile(r"<sup>([0-9]{1,3})</sup>", re.I)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STRUCK = re.compile(
    r"(?<![~\\])~~(?=[^\s~])(?:(?!\n[ \t]*\n).){1,600}?(?<=[^\s~])~~(?!~)"
    r"|<(s|strike|del)(?:\s[^<>]{0,200})?>.{0,2000}?</\1>",
    re.S | re.I,
)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]\(\s*<?[^)\s]*>?(?:\s+\"[^\"]*\")?\s*\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,600}?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])(.{1,600}?)(?<=[^\s*_])\1(?![\w*])", re.S)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LOOSE_HEADING = re.compile(r"(#{2,6})(?=[^\W\d_a-z])")
_BOLD_LINE = re.compile(r"[ ]{0,3}(\*\*|__)(?!\s)((?:(?!\1).)+)\1\s*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$")
_ITEM = re.compile(r"[ \t]*(?:([-*+•·–])|(\d{1,3}[.)])|(\(?[a-z]\)))[ \t]+(?=\S)")
_ROW = re.compile(r"[ \t]*\|(.*)\|[ \t]*$")
_ROW_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$")
_CELL = re.compile(r"(?<!\\)\|")


def is_markdown(text: str) -> bool:
    """Whether the text carries the signs of Markdown."""
    return len(_EVIDENCE.findall(text)) >= 2 or _FACTS.match(text) is not None


def take_facts(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without its front matter, and what that said, keys in small letters."""
    match = _FACTS.match(text)
    if match is None:
        return text, {}
    found = {m.group(1).strip().lower(): m.group(2) for m in _FACT.finditer(match.group(1))}
    facts = {key: value.strip("\"'") for key, value in found.items() if value.strip("\"' ")}
    return text[match.end() :], facts


def without_struck(text: str) -> tuple[str, bool]:
    """Return the text without what is crossed out in it, and whether there was any."""
    kept, count = _STRUCK.subn("", text)
    return kept, count > 0


def blocks_from_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, already clean."""
    text = _UNREAD.sub("", _COMMENT.sub("", text))
    text, notes = take_inline_notes(text)
    blocks = _without_repeats(_raw_blocks(text))
    blocks = [replace(block, text=_plain(block.text)) for block in blocks]
    blocks = _rejoined([block for block in blocks if block.text])
    blocks = [blocks[index] for index in without_contents(blocks)]
    if not any(block.kind == "heading" for block in blocks):
        blocks = marked_headings(blocks)
    blocks = set_levels([lift_marks(block) for block in blocks])
    shown = [note_block(note.label, _plain(note.text)) for note in notes]
    return (*blocks, *shown)


def _raw_blocks(text: str) -> list[Block]:
    """Return the blocks by their Markdown signs, inline signs still in them."""
    blocks: list[Block] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            loose = _LOOSE_HEADING.match(open_lines[0])
            text = " ".join(line.strip() for line in open_lines).lstrip("#")
            heading = Block("heading", text, level=len(loose.group(1))) if loose else None
            blocks.append(heading or _paragraph(open_lines))
            open_lines.clear()

    for line in _LINE_TAG.sub("\n", text).split("\n"):
        heading, row = _HEADING.match(line), _ROW.match(line)
        if heading:
            close()
            title = _STRONG.sub(r"\2", heading.group(2))
            blocks.append(Block("heading", title, level=len(heading.group(1))))
        elif row or _RULE.match(line) or not line.strip():
            close()
            if row and not _ROW_RULE.match(line):
                blocks.append(_row(row.group(1)))
        else:
            labelled = bool(open_lines) and is_new_label(open_lines[-1].strip(), line.strip())
            if _ITEM.match(line) or labelled:
                close()
            open_lines.append(line)
    close()
    return blocks


def _row(inner: str) -> Block:
    cells = (cell.strip().replace("\\|", "|") for cell in _CELL.split(inner))
    return Block("row", " | ".join(cells))


def _paragraph(lines: list[str]) -> Block:
    """Return lines without an empty line between them as one block; hard line ends stay."""
    bold = _BOLD_LINE.match(lines[0]) if len(lines) == 1 else None
    if bold and len(bold.group(2)) <= LONGEST_HEADING and not bold.group(2).endswith(","):
        return Block("heading", bold.group(2), level=0)
    lines = [line.lstrip("> \t") if line.lstrip().startswith(">") else line for line in lines]
    joiner = LineJoiner(lines)
    text = ""
    for line in lines:
        bare = line.strip().removesuffix("\\")
        if text.endswith("\n"):
            text += bare
        else:
            text = joiner.join(text, bare)
        text += "\n" if line.endswith(("  ", "\\")) else ""
    item = _ITEM.match(text)
    if item is None:
        return Block("paragraph", text.strip())
    text = text.strip().replace("\n", " ")
    if item.group(1):
        text = "• " + text[1:].lstrip()
    return Block("item", text)


def _plain(text: str) -> str:
    """Return text without inline signs and tags."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", _AUTOLINK.sub(r"\1", text))
    text = _TAG.sub("", _RAISED.sub(lambda found: found.group(1).translate(_SUPERSCRIPTS), text))
    for pattern in (_STRONG, _STRONG, _EMPHASIS, _EMPHASIS):
        text = pattern.sub(r"\2", text)
    text = unescape(_ESCAPE.sub(r"\1", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Return the blocks without running heads: short bold blocks that come back and back."""
    short = [block.text for block in blocks if len(block.text) <= LONGEST_HEADING]
    counts = Counter(text for text in short if text.startswith(("**", "__")) or "\n" in text)
    counts.update(block.text for block in blocks if block.kind == "heading")
    return [block for block in blocks if counts[block.text] < 3]


def _rejoined(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the paragraphs joined that a page's end had cut in two."""
    joiner = LineJoiner(block.text for block in blocks)
    result: list[Block] = []
    for block in blocks:
        previous = result[-1] if result else None
        if previous is not None and _was_cut(previous, block):
            result[-1] = replace(previous, text=joiner.join(previous.text, block.text))
        else:
            result.append(block)
    return result


def _was_cut(previous: Block, block: Block) -> bool:
    if block.kind != "paragraph" or previous.kind not in ("paragraph", "item"):
        return False
    end = MARK.sub("", previous.text)
    if is_salutation(previous.text) or end[-1:] in ".!?:;…,)”’»\"'" or len(end) < 60:
        return False
    return block.text.lstrip("(“‘«")[:1].islower()
