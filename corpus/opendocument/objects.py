"""What stands in an OpenDocument text as an object of its own, such as a formula or a sheet."""

from __future__ import annotations

import posixpath

from corpus.errors import UnreadableFile
from corpus.opendocument.names import DRAW, LINK, OFFICE, VECTOR
from corpus.untrusted_zip import Archive, Element

OBJECTS = (DRAW + "object", DRAW + "object-ole")
_KINDS = {
    "math": "formule",
    "spreadsheet": "rekenblad",
    "chart": "grafiek",
    "text": "tekst",
    "presentation": "presentatie",
    "drawing": "tekening",
}


def object_name(archive: Archive, element: Element) -> str:
    """Return what a person calls an object: its kind and the name that it has in the document."""
    frame = element.getparent()
    place = posixpath.normpath(element.get(LINK + "href", "") or ".")
    name = (
        frame.findtext(VECTOR + "title")
        or frame.get(DRAW + "name")
        or posixpath.basename(place).strip(".")
    )
    kind = _kind(archive, element, place)
    return f"{kind} ({' '.join(name.split())})" if name.strip() else kind


def _kind(archive: Archive, element: Element, place: str) -> str:
    root = next(iter(element), None)
    if root is None:
        try:
            root = archive.xml(f"{place}/content.xml")
        except UnreadableFile:  # an old formula names a document type
            return "object"
    if root is None:
        return "ander bestand"
    body = root.find(OFFICE + "body")
    inner = root if body is None else next(iter(body), root)
    return _KINDS.get(str(inner.tag).rpartition("}")[2], "object")
