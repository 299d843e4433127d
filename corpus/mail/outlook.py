"""Opens messages that Outlook saved (MSG), as the messages that other mail programs save.

The properties of a message are streams in a compound file, named by their number and type
([MS-OXMSG]); those of an attachment, or of a message in it, stand in a storage of their own.
"""

from __future__ import annotations

import io
import re
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import HeaderParser
from pathlib import Path

from olefile import OleFileIO
from olefile.olefile import FREESECT

from corpus.errors import UnreadableFile
from corpus.text.decoding import decode

_PROPERTIES = "__properties_version1.0"
_SUBJECT, _TEXT, _HTML, _RTF, _HEADS = "0037", "1000", "1013", "1009", "007D"
_SENDERS, _ADDRESSES, _TO = ("0C1A", "0042"), ("5D01", "0C1F", "0065"), "0E04"
_NAMES, _TYPE, _CONTENT, _IDENTITY = ("3707", "3704", "3001"), "370E", "3701", "3712"
_SENT = (b"\x40\x00\x39\x00", b"\x40\x00\x06\x0e")  # sent or else received, a time
_KIND = re.compile(r"(application|image|text)/([\w.+-]+)")
_UNKNOWN = "onbekend@outlook.invalid"  # of who is known by name only
_MOST_NAMED = 50  # addressees that are looked at
_FLAWS = (
    OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError,
    struct.error,
)  # fmt: skip
"""What the libraries raise on files that break their rules."""

Place = tuple[str, ...]  # storages, outermost first


def is_outlook(data: bytes) -> bool:
    """Whether a compound file is a message."""
    try:
        with _opened(data) as file:
            return bool(file.exists(_PROPERTIES))
    except _FLAWS:
        return False


def outlook_message(data: bytes, path: Path) -> EmailMessage:
    """Return the message in a file, with what hangs on it.

    A text that is there as RTF only hangs on it as a file.

    Raises:
        UnreadableFile: it is no message, or damaged.
    """
    try:
        with _opened(data) as file:
            file.openstream(_PROPERTIES)
            return _Message(_Directory(file), ()).built()
    except _FLAWS as cause:
        reason = "dit Outlook-bericht (.msg) is beschadigd"
        advice = "Bewaar het opnieuw in Outlook, of bewaar het als .eml of PDF."
        raise UnreadableFile(path, reason, advice) from cause


def _opened(data: bytes) -> OleFileIO:
    """Return the compound file in the bytes, if it is whole.

    Other flaws are common in files that are read well, and the library goes on.

    Raises:
        ValueError: its end is missing.
    """
    file = OleFileIO(io.BytesIO(data))
    last = max(place for place, follows in enumerate(file.fat) if follows != FREESECT)
    if (last + 1) * file.sectorsize >= len(data):  # one sector, without a number, is the head
        raise ValueError(last)
    return file


class _Directory:
    """What stands where in a compound file, listed once: the library goes through all each time."""

    def __init__(self, file: OleFileIO) -> None:
        self._file = file
        self._streams = {_key(place) for place in file.listdir()}
        self._attached = defaultdict[Place, list[Place]](list)
        for *outer, name in file.listdir(streams=False, storages=True):
            if name.startswith("__attach_version1.0_#"):
                self._attached[_key(outer)].append((*outer, name))

    def attached(self, place: Place) -> Sequence[Place]:
        """Return the storages of what hangs on a message."""
        return self._attached.get(_key(place), ())

    def holds(self, place: Place) -> bool:
        """Whether there is a stream."""
        return _key(place) in self._streams

    def read(self, place: Place) -> bytes:
        """Return what is in a stream; empty when it is not there.

        Raises:
            ValueError: its end is missing.
        """
        if not self.holds(place):
            return b""
        data = bytes(self._file.openstream(list(place)).read())
        if len(data) < self._file.get_size(list(place)):
            raise ValueError(place)
        return data


class _Message:
    """A message in a compound file: the file itself, or in one of its storages."""

    def __init__(self, file: _Directory, place: Place) -> None:
        self._file = file
        self._place = place

    def built(self) -> EmailMessage:
        """Return the message as other mail programs save it."""
        made = EmailMessage()
        for name, value in self._heads():
            made[name] = value
        text, html, rtf = self._text(_TEXT), self._text(_HTML), self._bytes(_RTF)
        if text or html:
            made.set_content(text)
        if html:
            made.add_alternative(html, subtype="html")
        elif rtf and not text:
            made.add_attachment(rtf, "application", "rtf", filename="tekst van het bericht.rtf")
        for storage in self._file.attached(self._place):
            _attach(made, _Message(self._file, storage))
        return made

    def _heads(self) -> Iterator[tuple[str, str | list[Address]]]:
        yield "Subject", _line(self._text(_SUBJECT))
        names = [_line(self._text(one)) for one in _SENDERS]
        addresses = [one for one in map(self._text, _ADDRESSES) if "@" in one]
        name, address = next(filter(None, names), ""), next(iter(addresses), "")
        if name or address:
            yield "From", [_address(name, address)]
        to = [_line(one) for one in self._text(_TO).split(";") if one.strip()]
        if to:
            yield "To", [_address(one) for one in to[:_MOST_NAMED]]
        yield "Date", self._date()

    def _date(self) -> str:
        """Return when it was sent, as its heads on the way had it, or else in universal time."""
        date = HeaderParser().parsestr(self._text(_HEADS))["date"]
        if date:
            return _line(date)
        found = self._stream(_PROPERTIES)
        rows = [found[at : at + 16] for at in range(len(found) % 16, len(found), 16)]
        times = {row[:4]: row[8:] for row in rows}
        for kind in _SENT:
            if kind in times:
                since = timedelta(microseconds=struct.unpack("<Q", times[kind])[0] // 10)
                moment = datetime(1601, 1, 1, tzinfo=UTC) + since
                return f"{moment:%d %b %Y %H:%M:%S} +0000"
        return ""

    def file_name(self) -> str:
        """Return the name of what hangs on a message, the longest that is known."""
        return next(filter(None, (_line(self._text(one)) for one in _NAMES)), "")

    def within(self) -> _Message | None:
        """Return the message that hangs on another, if this is one."""
        place = (*self._place, f"__substg1.0_{_CONTENT}000D")
        return _Message(self._file, place) if self._file.holds((*place, _PROPERTIES)) else None

    def content(self) -> tuple[bytes, str, str]:
        """Return the bytes of a file that hangs on a message, its kind and its id."""
        return self._bytes(_CONTENT), self._text(_TYPE).lower(), _line(self._text(_IDENTITY))

    def _text(self, number: str) -> str:
        """Return a property in words, whichever way it is written; empty when it is not there."""
        if wide := self._stream(f"__substg1.0_{number}001F"):
            text = wide.decode("utf-16-le", "replace")
        else:
            text = decode(self._stream(f"__substg1.0_{number}001E") or self._bytes(number))
        return text.replace("\x00", "")

    def _bytes(self, number: str) -> bytes:
        return self._stream(f"__substg1.0_{number}0102")

    def _stream(self, name: str) -> bytes:
        return self._file.read((*self._place, name))


def _attach(made: EmailMessage, hung: _Message) -> None:
    if inner := hung.within():
        made.add_attachment(inner.built())
        return
    data, given, identity = hung.content()
    kind = _KIND.fullmatch(given)
    main, sub = kind.groups() if kind else ("application", "octet-stream")
    shown = main == "image" and bool(identity)
    made.add_attachment(
        data,
        *(main, sub),
        disposition="inline" if shown else "attachment",
        filename=hung.file_name(),
        cid=f"<{identity}>" if shown else None,
    )


def _key(place: Sequence[str]) -> Place:
    """Return a place as it is compared: capitals do not count."""
    return tuple(one.lower() for one in place)


def _address(name: str, address: str = "") -> Address:
    try:
        return Address(name, addr_spec=_line(address) or _UNKNOWN)
    except _FLAWS:
        return Address(name, addr_spec=_UNKNOWN)


def _line(text: str) -> str:
    return " ".join(text.split())
