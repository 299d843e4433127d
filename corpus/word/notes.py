"""The notes of a Word document, and the marks that are printed for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.untrusted_zip import Element
from corpus.word.package import Part
from corpus.word.styles import DELETED, W, natural, printed, value

_KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}
_BODY = W + "body"
_LONGEST_MARK = 10  # characters


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the mark that is printed for it."""

    mark: str
    text: Element


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document by kind and number, and their marks."""

    texts: dict[str, Element] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def take(self, name: str) -> Note | None:
        """Return a note the first time that it is asked for."""
        text = self.texts.pop(name, None)
        return None if text is None else Note(self.marks.get(name, ""), text)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the notes of one kind are numbered: format, first number, and where it starts anew."""

    form: str
    start: int
    restart: str


def read_notes(document: Part) -> Notes:
    """Return the notes; marks that their author typed are taken out of the running text."""
    notes = Notes()
    settings = document.first("settings")
    for kind in _KINDS:
        part = document.first(f"{kind}s")
        for note in () if part is None else part.root.iter(W + kind):
            notes.texts[kind + note.get(W + "id", "")] = note
        _mark(notes, kind, document.root, None if settings is None else settings.root)
    return notes


def _mark(notes: Notes, kind: str, root: Element, settings: Element | None) -> None:
    """Note the marks of the notes of one kind, section by section."""
    count = -1
    for references, section in _sections(root, kind):
        way = _way(kind, section, settings)
        count = way.start - 1 if count < 0 or way.restart == "eachSect" else count
        for reference in references:
            if reference is None:
                count = way.start - 1 if way.restart == "eachPage" else count
                continue
            name = kind + reference.get(W + "id", "")
            if name in notes.texts and name not in notes.marks:
                typed = _typed(reference)
                count += not typed
                notes.marks[name] = typed or printed(count, way.form)


def _sections(root: Element, kind: str) -> Iterator[tuple[list[Element | None], Element | None]]:
    """Yield the references to notes in each section, None where a page begins, and its form."""
    references: list[Element | None] = []
    tags = [W + tag for tag in (f"{kind}Reference", "sectPr", "p", "br", "lastRenderedPageBreak")]
    for _, element in etree.iterwalk(root, events=("end",), tag=tags):
        section = _section(element)
        if section is not None:
            yield references, section
            references = []
        elif _begins_page(element):
            references.append(None)
        elif element.tag == tags[0] and not _is_deleted(element):
            references.append(element)
    yield references, None


def _section(element: Element) -> Element | None:
    """Return what is said about the section that ends with this element."""
    if element.tag == W + "p":
        return element.find(f"{W}pPr/{W}sectPr")
    above = element.getparent()
    last = element.tag == W + "sectPr" and above is not None and above.tag == _BODY
    return element if last else None


def _begins_page(element: Element) -> bool:
    if element.tag == W + "br":
        return bool(element.get(W + "type") == "page")
    return bool(element.tag == W + "lastRenderedPageBreak")


def _is_deleted(element: Element) -> bool:
    return any(above.tag in DELETED for above in element.iterancestors())


def _way(kind: str, section: Element | None, settings: Element | None) -> _Way:
    """Return what a section says about its notes, and else the document."""
    told = [one.find(f"{W}{kind}Pr") for one in (section, settings) if one is not None]
    form, start, restart = (
        next((value(one, tag) for one in told if value(one, tag)), "")
        for tag in ("numFmt", "numStart", "numRestart")
    )
    return _Way(form or _KINDS[kind], natural(start, 1), restart)


def _typed(reference: Element) -> str:
    """Return the mark that its author typed behind a reference, which is no text any more."""
    if reference.get(W + "customMarkFollows", "0") not in ("1", "true", "on"):
        return ""
    parts = list(reference.itersiblings(W + "t"))
    mark = "".join(part.text or "" for part in parts).strip()
    if len(mark) > _LONGEST_MARK:
        return ""
    for part in parts:
        part.getparent().remove(part)
    return mark
