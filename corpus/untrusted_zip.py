"""Opens the zip archives and XML of office files without trusting them."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import UnreadableFile

# lxml comes without types: an element is Any here and in the readers that walk through it
Element = Any

PART_LIMIT = 64 * 1024 * 1024  # bytes of one part after unpacking
ENTRY_LIMIT = 5_000  # parts in one archive
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
_SAVE_AGAIN = "Open het bestand, sla het opnieuw op en probeer het nog eens."


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of an office file, unpacked only when they are asked for."""

    path: Path
    zip: zipfile.ZipFile

    def xml(self, name: str) -> Element | None:
        """Return the root element of a part; None when the archive has no such part.

        Raises:
            UnreadableFile: the part is too large, damaged or holds entities.
        """
        data = self.part(name)
        return None if data is None else parse_xml(data, self.path)

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part; None when the archive has no such part.

        Capitals, a slash in front and the kind of slash make no other name of a part.

        Raises:
            UnreadableFile: the part is too large or damaged.
        """
        if name not in self.zip.NameToInfo:
            names = (one for one in self.zip.namelist() if _plain(one) == _plain(name))
            name = next(names, "")
        return self._unpack(name) if name else None

    def _unpack(self, name: str) -> bytes:
        try:
            with self.zip.open(name) as part:
                data = part.read(PART_LIMIT + 1)
        except _DAMAGED as cause:
            raise UnreadableFile(self.path, "het bestand is beschadigd", _SAVE_AGAIN) from cause
        except RuntimeError as cause:
            raise UnreadableFile(
                self.path,
                "het bestand is met een wachtwoord beveiligd",
                "Verwijder het wachtwoord en probeer het opnieuw.",
            ) from cause
        if len(data) > PART_LIMIT:
            raise UnreadableFile(
                self.path, "het bestand is uitgepakt te groot", "Sla het op als PDF."
            )
        return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def open_archive(data: bytes, path: Path) -> Archive:
    """Return the archive in the bytes of a file.

    Raises:
        UnreadableFile: it is no sound zip archive, or one part stands in it twice.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as cause:
        raise UnreadableFile(path, "het bestand is beschadigd", _SAVE_AGAIN) from cause
    names = archive.namelist()
    if len(names) > ENTRY_LIMIT or len(set(names)) < len(names):
        raise UnreadableFile(path, "het bestand is niet goed opgebouwd", _SAVE_AGAIN)
    return Archive(path, archive)


def parse_xml(data: bytes, path: Path) -> Element:
    """Return the root element of XML without a document type.

    Raises:
        UnreadableFile: the XML is not well-formed or declares a document type or entities.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _with_entities(path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise UnreadableFile(path, "de XML in het bestand is beschadigd", _SAVE_AGAIN) from cause
    if root.getroottree().docinfo.doctype:
        raise _with_entities(path)
    return root


def _with_entities(path: Path) -> UnreadableFile:
    reason = "de XML in het bestand gebruikt entiteiten, wat niet veilig is"
    return UnreadableFile(path, reason, "Sla het op als PDF of DOCX en probeer het opnieuw.")
