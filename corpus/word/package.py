"""The package of a Word document: its parts, found by what they are to each other."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.untrusted_zip import Archive, Element, open_archive

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BODY = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body"
_TYPES = "[Content_Types].xml"
_MAIN_TYPE = re.compile(
    rb"(?:wordprocessingml|ms-word)\.(?:document|template)(?:\.macroEnabled\w*)?\.main\+xml"
)
_MAIN_NAME = "word/document.xml"
_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part uses: of which kind it is, and its name in the archive or outside of it."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document in XML, with the parts that it uses by the names it gives them."""

    archive: Archive
    name: str
    root: Element
    relations: dict[str, Relation]

    def first(self, kind: str) -> Part | None:
        """Return the part of this kind that this part uses, or the one with its usual name."""
        names = [one.target for one in self.relations.values() if one.kind == kind]
        usual = posixpath.join(posixpath.dirname(self.name), f"{kind}.xml")
        return open_part(self.archive, next(iter(names), usual))

    def used(self, element: Element, attribute: str = "id") -> Relation | None:
        """Return what an element of this part points to."""
        return self.relations.get(element.get(RELATION + attribute, ""))


def is_word(data: bytes, path: Path) -> bool:
    """Whether the archive in these bytes is a Word document, whatever its parts are called.

    Raises:
        UnreadableFile: it is no sound archive.
    """
    archive = open_archive(data, path)
    types = archive.part(_TYPES) or b""
    return archive.part(_MAIN_NAME) is not None or bool(_MAIN_TYPE.search(types))


def open_document(data: bytes, path: Path) -> Part:
    """Return the part with the running text of a Word document.

    Raises:
        UnreadableFile: it is no sound Word document.
    """
    archive = open_archive(data, path)
    names = [one.target for one in _relations(archive, "").values() if one.kind == "officeDocument"]
    for name in (*names, _MAIN_NAME):
        document = open_part(archive, name)
        body = None if document is None else document.root.find(_BODY)
        if document and body is not None and archive.part(_TYPES) is not None:
            return document
    raise UnreadableFile(
        path, "dit is geen goed Word-bestand", "Sla het in Word opnieuw op als DOCX of als PDF."
    )


def open_part(archive: Archive, name: str) -> Part | None:
    """Return a part by its name; None when the archive has no such part."""
    root = archive.xml(name)
    if root is None:
        return None
    return Part(archive, name, _transitional(root), _relations(archive, name))


def content_type(archive: Archive, name: str) -> str:
    """Return what the package says a part is, such as text/html; empty when it does not say."""
    types = archive.xml(_TYPES)
    ending = posixpath.splitext(name)[1].removeprefix(".").lower()
    told = ""
    for one in () if types is None else types:
        if one.get("PartName", "").lower() == f"/{name}".lower():
            return str(one.get("ContentType", ""))
        if one.get("Extension", "").lower() == ending:
            told = str(one.get("ContentType", ""))
    return told


def _relations(archive: Archive, name: str) -> dict[str, Relation]:
    folder, base = posixpath.split(name)
    root = archive.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    return {} if root is None else {one.get("Id", ""): _relation(one, name) for one in root}


def _relation(element: Element, name: str) -> Relation:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, outside=True)
    inside = posixpath.join("/", posixpath.dirname(name), unquote(target))
    return Relation(kind, posixpath.normpath(inside).lstrip("/"), outside=False)


def _transitional(root: Element) -> Element:
    """Return the same XML with the names of the strict form written as the usual ones."""
    if not any(_STRICT.search(uri) for uri in root.nsmap.values()):
        return root
    for element in root.iter(etree.Element):
        element.tag = _usual(element.tag)
        for name in element.keys():  # noqa: SIM118 (an element is no dict)
            if _STRICT.search(name):
                element.set(_usual(name), element.attrib.pop(name))
    return root


def _usual(name: str) -> str:
    return _STRICT.sub(r"http://schemas.openxmlformats.org/\1/2006/\2", name)
