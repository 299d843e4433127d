"""What is known while a reader walks through an OpenDocument text, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.office.symbol_fonts import UNKNOWN
from corpus.opendocument.names import DRAW, OFFICE, TEXT
from corpus.opendocument.numbering import DEEPEST, OUTLINE, Numbers, whole
from corpus.opendocument.objects import OBJECTS, object_name
from corpus.opendocument.styles import PLAIN, Look, Styles
from corpus.text.block_writer import (
    FIELDS,
    HIDDEN,
    PLACEHOLDER,
    STRUCK,
    WATERMARK,
    WATERMARK_NAME,
    BlockWriter,
)
from corpus.text.draft import BlockKind
from corpus.untrusted_zip import Archive, Element

_LEFT_OUT = {
    TEXT + "tracked-changes", TEXT + "sequence-decls", TEXT + "table-of-content",
    TEXT + "alphabetical-index", TEXT + "hidden-paragraph", TEXT + "variable-decls",
    TEXT + "ruby-text", TEXT + "script", TEXT + "number", OFFICE + "forms",
}  # fmt: skip
_NOT_READ = {
    OFFICE + "annotation": "Opmerkingen in de kantlijn zijn niet meegelezen.",
    TEXT + "placeholder": PLACEHOLDER,
    DRAW + "control": FIELDS,
}


@dataclass(slots=True)
class Walk:
    """One walk through a document: what is known beforehand and what was written so far.

    ``number`` is printed before the words that come next.
    """

    archive: Archive
    styles: Styles
    numbers: Numbers
    writer: BlockWriter = field(default_factory=BlockWriter)
    frames: list[Element] = field(default_factory=list)
    objects: dict[str, None] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    number: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What holds a paragraph: the kind of block, how it is shown, and the list with its level."""

    kind: BlockKind = "paragraph"
    look: Look = PLAIN
    list: str = ""
    style: str = ""
    level: int = 0


def write(walk: Walk, text: str | None, look: Look) -> None:
    """Write words as they are shown, after the number that waits for them."""
    if not text:
        return
    if look.hidden or look.struck:
        if text.strip():
            walk.writer.warn(HIDDEN if look.hidden else STRUCK)
        return
    if walk.number and text.strip():
        walk.writer.write(walk.number + " ")
        walk.number = ""
    shown, known = look.shown(text.replace("\n", " "))
    walk.writer.write(shown)
    if not known:
        walk.writer.warn(UNKNOWN)


def is_left_out(walk: Walk, child: Element) -> bool:
    """Whether an element is not read; tells so when its reader would miss it."""
    if child.tag in OBJECTS:
        walk.objects.setdefault(object_name(walk.archive, child))
    elif child.tag in _NOT_READ:
        walk.writer.warn(_NOT_READ[child.tag])
    elif _is_hidden(child):
        walk.writer.warn(HIDDEN)
    elif child.get(DRAW + "name", "").startswith(WATERMARK_NAME):
        walk.writer.warn(WATERMARK.format("".join(child.itertext()).strip()))
    else:
        return child.tag in _LEFT_OUT
    return True


def _is_hidden(child: Element) -> bool:
    """Whether a section or a field is hidden by itself, not by its style."""
    if child.tag not in (TEXT + "section", TEXT + "hidden-text"):
        return False
    found = {child.get(TEXT + "display"), child.get(TEXT + "is-hidden")}
    return not found.isdisjoint(("none", "true"))


def number_of(walk: Walk, paragraph: Element, around: Around) -> str:
    """Return the number printed before a heading, or before the first paragraph of an item."""
    style = paragraph.get(TEXT + "style-name", "")
    owner, name, form, level = paragraph.getparent(), around.list, around.style, around.level
    if level:
        before = paragraph.getprevious()
        if owner.tag != TEXT + "list-item" or not (before is None or before.tag == TEXT + "number"):
            return ""
        override = owner.get(TEXT + "style-override")
        own = override or walk.styles.list_of(style)
        form = f"list {own}" if override or not form else form
    elif paragraph.tag == TEXT + "h" and walk.styles.list_of(style) in (None, "Outline"):
        owner, name, form = paragraph, OUTLINE, OUTLINE
        level = min(whole(paragraph.get(TEXT + "outline-level"), 1), DEEPEST)
        if paragraph.get(TEXT + "is-list-header") == "true":
            return ""
    else:
        return ""
    number = walk.numbers.next(name, form, level, _start(walk, owner, form, level))
    return (owner.findtext(TEXT + "number") or number).strip()


def _start(walk: Walk, owner: Element, form: str, level: int) -> int | None:
    """Return the number that an item or heading says it has itself."""
    start = owner.get(TEXT + "start-value")
    if start is not None:
        return whole(start, 1)
    again = owner.get(TEXT + "restart-numbering") == "true"
    return walk.numbers.first(form, level) if again else None
