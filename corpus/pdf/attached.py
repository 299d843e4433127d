"""The files inside a PDF, and PDFs whose pages only say that the content is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from corpus.dutch.enumerations import named
from corpus.errors import UnreadableFile
from corpus.pdf.fields import string
from corpus.pdf.objects import dictionaries, dictionary, entry, resolved

_LONGEST = 80  # characters of a file's name
_MOST = 1_000  # files, and nodes of the tree that lists them
_COVER = 200  # letters and digits: a page with fewer is no letter beside the files
_NOTICE = 600  # letters and digits: a notice has fewer
_PLACEHOLDER = re.compile(r"please wait|adobe reader|\bacrobat\b", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def attached_files(reader: PdfReader) -> list[str]:
    """Return the names of the files that are embedded in a PDF."""
    names = dictionary(reader.root_object.get("/Names"))
    listed = [file_name(one) for one in _leaves(dictionary(names.get("/EmbeddedFiles")))]
    beside = [file_name(one) for one in dictionaries(reader.root_object.get("/AF"))]
    return list(dict.fromkeys(name for name in (*listed, *beside) if name))


def file_name(specification: object) -> str:
    """Return the name of a file that is embedded."""
    given = resolved(specification)
    if isinstance(given, DictionaryObject):
        named = (string(entry(given, key)) for key in ("/UF", "/F", "/Desc"))
        given = next((name for name in named if name.strip()), "een bestand zonder naam")
    path = _UNSEEN.sub("", given if isinstance(given, str) else string(given))
    name = " ".join(re.split(r"[/\\]", path)[-1].split())
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def warning(reader: PdfReader, files: Sequence[str]) -> str:
    """Return what to tell about the files inside a PDF that is read itself."""
    if "/Collection" in reader.root_object:
        advice = "pak ze uit om ze te laten lezen."
        return f"Dit bestand is een verzameling met {named(files)}: {advice}"
    return f"In dit bestand zitten andere bestanden, die niet zijn meegelezen: {named(files)}."


def refuse_placeholder(reader: PdfReader, pages: Sequence[str], path: Path) -> None:
    """Refuse a PDF whose pages only say that another program shows the content.

    Raises:
        UnreadableFile: it is a form that a program fills in when it is opened, or a collection of
            files behind a cover.
    """
    text = "\n".join(pages)
    length = sum(map(str.isalnum, text))
    told_so = length < _NOTICE and bool(_PLACEHOLDER.search(text))
    form = dictionary(reader.root_object.get("/AcroForm"))
    rendered = bool(entry(reader.root_object, "/NeedsRendering"))
    if "/XFA" in form and (rendered or told_so):
        raise UnreadableFile(
            path,
            "dit is een formulier (XFA) dat alleen Adobe Reader kan tonen",
            "Open het in Adobe Reader, druk het af naar een nieuw PDF-bestand en gebruik dat.",
        )
    files = attached_files(reader) if "/Collection" in reader.root_object else []
    if files and len(pages) == 1 and (told_so or length < _COVER):
        raise UnreadableFile(
            path,
            f"dit bestand is een verzameling met {named(files)}, achter een voorblad",
            "Pak de bestanden uit en voeg ze apart toe.",
        )


def _leaves(tree: DictionaryObject) -> Iterator[object]:
    """Yield the values of a name tree."""
    waiting, seen = [tree], 0
    while waiting and seen < _MOST:
        node = waiting.pop(0)
        seen += 1
        names = entry(node, "/Names")
        if isinstance(names, ArrayObject):
            yield from names[1 : 2 * _MOST : 2]
        waiting += dictionaries(node.get("/Kids"))
