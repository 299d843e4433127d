"""Which files of a folder are letters, which are not, and which entries cannot be taken."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from corpus.errors import UnreadableFile
from corpus.files.sidecar import ENDING

MEDIA_TYPES = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".msg": "application/vnd.ms-outlook",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
"""The media types of letters (IANA) by the endings of their names."""
EXTENSIONS = frozenset(MEDIA_TYPES)
"""Endings of the names of letters."""
NO_LETTER = re.compile(
    r"(?:read[ _-]?me|lees[ _-]?mij|licen[cs]e|licentie|changelog|contributing|notice)"
    r"(?:[._-]\w+)?",
    re.IGNORECASE,
)
"""Names, without the extension, of files that tell about a folder."""
OWNER = re.compile(r"~\$.*|\.~lock\..*#")
"""Names of the files that Word and LibreOffice keep beside a letter while someone has it open."""
_NAME = "de naam bevat tekens die geen UTF-8 zijn", "Geef het een andere naam."
_OUTSIDE = (
    "dit is een koppeling naar iets buiten de map",
    "Zet het zelf in de map, of geef het apart op.",
)
_NOWHERE = "dit is een koppeling die nergens op uitkomt", "Herstel of verwijder de koppeling."
_CLOSED = "deze map kan niet worden geopend", "Controleer de rechten."


@dataclass(slots=True)
class Found:
    """What was found: letters' files, other files, and entries that are passed over, with why."""

    files: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    problems: list[UnreadableFile] = field(default_factory=list)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the letters' files: those named, and those in the folders named, sorted by name.

    Raises:
        UnreadableFile: a path does not exist, or is no file or folder.
    """
    return list(dict.fromkeys(file for path in paths for file in look_at(path).files))


def look_at(path: Path) -> Found:
    """Return what a path stands for: itself when it is a file, else what is in the folder.

    Hidden files, corrections to letters and owner files are passed over in silence. A link counts
    when it leads to something inside the folder: what is outside was not given to be read.

    Raises:
        UnreadableFile: the path does not exist, is no file or folder, or cannot be written down.
    """
    if path.exists() and not _is_utf8(str(path.resolve())):
        raise UnreadableFile(path, *_NAME)
    if path.is_dir():
        return _Walk(path).found
    if not path.exists():
        reason = "dit bestand of deze map bestaat niet"
        raise UnreadableFile(path, reason, "Controleer de naam.")
    if not path.is_file():
        raise UnreadableFile(path, "dit is geen gewoon bestand", "Kies een ander bestand.")
    return Found(files=[] if OWNER.fullmatch(path.name) else [path])


class _Walk:
    """Goes through a folder once; links come last, so that what they lead to keeps its place."""

    def __init__(self, folder: Path) -> None:
        self.found = Found()
        self._root = folder.resolve()
        self._seen: set[Path] = set()  # files and folders, without links
        self._folders, self._links = [folder], deque[Path]()
        while self._folders or self._links:
            if self._folders:
                self._take(self._folders.pop())
            else:
                self._follow(self._links.popleft())
        self.found.files.sort()
        self.found.others.sort()

    def _take(self, folder: Path) -> None:
        real = folder.resolve()
        self._seen.add(real)
        for name in self._names(folder):
            entry = folder / name
            if not _is_utf8(name):
                self._refuse(entry, _NAME)
            elif entry.is_symlink():
                self._links.append(entry)
            elif entry.is_dir():
                self._folders.append(entry)
            else:
                self._add(entry, real / name)

    def _names(self, folder: Path) -> list[str]:
        try:
            names = sorted(entry.name for entry in folder.iterdir())
            for name in names[:1]:
                (folder / name).lstat()  # what can be listed may yet be closed
        except OSError:
            self._refuse(folder, _CLOSED)
            return []
        return [name for name in names if not _is_passed_over(name)]

    def _follow(self, link: Path) -> None:
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):  # it leads to nothing, or to itself
            self._refuse(link, _NOWHERE)
            return
        if not target.is_relative_to(self._root):
            self._refuse(link, _OUTSIDE)
        elif not _is_utf8(str(target)):
            self._refuse(link, _NAME)
        elif target in self._seen:
            return
        elif target.is_dir():
            self._folders.append(link)
        else:
            self._add(link, target)

    def _add(self, file: Path, real: Path) -> None:
        self._seen.add(real)
        if file.is_file():  # no pipe or device
            (self.found.files if is_named_as_letter(file) else self.found.others).append(file)

    def _refuse(self, entry: Path, why: tuple[str, str]) -> None:
        """Note why an entry is passed over; what is no letter by its name is only named."""
        if not entry.suffix or _is_folder(entry) or is_named_as_letter(entry):
            self.found.problems.append(UnreadableFile(entry, *why))
        else:
            self.found.others.append(entry)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(ENDING) or OWNER.fullmatch(name) is not None


def is_named_as_letter(path: PurePath) -> bool:
    """Whether a file may be a letter by its name."""
    return path.suffix.lower() in EXTENSIONS and not NO_LETTER.fullmatch(path.stem)


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # it leads into a folder that is closed
        return False


def _is_utf8(name: str) -> bool:
    return os.fsencode(name) == name.encode("utf-8", "replace")
