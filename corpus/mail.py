"""Reads saved mail: the message as a letter, with who sent it to whom, when and about what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import Path

from corpus.decoding import decode
from corpus.draft import Block, Draft
from corpus.errors import UnreadableFile
from corpus.mail_heads import several
from corpus.mail_quotes import EARLIER, QUOTED, holds_earlier, without_quoted
from corpus.plain import read_plain
from corpus.webpage import read_webpage

_HEAD = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_NAME = re.compile(r"^([!-9;-~]+):", re.MULTILINE)
_SENT = frozenset(("from", "to", "subject", "date"))
_CARRIED = frozenset(("received", "message-id", "return-path"))
_SIGNATURES = frozenset(
    ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
)
_ENCRYPTED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_WESTERN = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii"))
_FLAWS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError)
"""What the library raises on heads that break its rules."""
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_PLAIN = 2  # times as much as plain text says, a web page may say before it is read instead
_LONGEST_VALUE = 4000  # characters of a head: the library takes long over more


def is_mail(head: str, *, named: bool) -> bool:
    """Whether a file begins with the heads of a message; ``named`` says that its name tells so."""
    found = _HEAD.match(head.replace("\r\n", "\n").lstrip("\ufeff\n") + "\n")
    if found is None:
        return False
    names = {name.lower() for name in _NAME.findall(found[0])}
    mime = {"mime-version", "content-type"} <= names
    return mime or bool(names & _SENT and (named or names & _CARRIED))


def read_mail(data: bytes, path: Path) -> Draft:
    """Return the draft of a saved message, or of a web page that was saved as one.

    Raises:
        UnreadableFile: the message holds no text, or cannot be read.
    """
    try:
        parser = BytesParser(EmailMessage, policy=policy.default)
        message = parser.parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        bodies, attached = list(_bodies(message)), list(_attached(message))
    except _FLAWS as cause:
        raise _damaged(path) from cause
    drafts = [draft for draft in (_body(part, path) for part in bodies) if draft.blocks]
    if not drafts:
        raise _without_text(message, attached, path)
    blocks: tuple[Block, ...] = sum((draft.blocks for draft in drafts), ())
    facts = {name: value for draft in drafts for name, value in draft.facts.items()}
    warnings = [warning for draft in drafts for warning in draft.warnings]
    if holds_earlier("\n".join(block.text for block in blocks)):
        warnings.append(EARLIER)
    warnings += _told(attached)
    return Draft(blocks, (), {**facts, **facts_of(message)}, tuple(dict.fromkeys(warnings)))


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path, "het bericht is beschadigd", "Bewaar het opnieuw, of maak er een PDF van."
    )


def _without_text(message: EmailMessage, attached: list[str], path: Path) -> UnreadableFile:
    """Return the refusal of a message of which nothing can be read."""
    if message.get_content_type() in _ENCRYPTED or message.get_content_subtype() == "encrypted":
        advice = "Open het in uw mailprogramma en bewaar het als PDF."
        return UnreadableFile(path, "het bericht is versleuteld", advice)
    if attached:
        advice = f"Bewaar apart in de map: {', '.join(attached)}."
        return UnreadableFile(path, "het bericht heeft zelf geen tekst, alleen bijlagen", advice)
    if message.get_content_maintype() == "multipart" and not _within(message):
        return _damaged(path)
    return UnreadableFile(path, "het bericht bevat geen tekst", "Kies een ander bestand.")


def _bodies(part: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the texts that a message shows, and of several forms of one text the fullest.

    That is the plain one, unless it only says that there is another.
    """
    if part.get_content_maintype() != "multipart":
        if not _is_attached(part):
            yield part
        return
    parts = [list(_bodies(inner)) for inner in _within(part)]
    if part.get_content_subtype() == "alternative":
        parts = [max(parts, key=_fullness, default=[])]
    for one in parts:
        yield from one


def _fullness(texts: list[EmailMessage]) -> int:
    """Return how much a form of a message says; plain text counts more, as it is all shown."""
    plain = all(text.get_content_type() == "text/plain" for text in texts)
    return sum(map(_size, texts)) * (_PLAIN if plain else 1)


def _within(part: EmailMessage) -> list[EmailMessage]:
    """Return the parts of a message of several parts."""
    inner = part.get_payload()
    found = inner if isinstance(inner, list) else []
    return [one for one in found if isinstance(one, EmailMessage)]


def _is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file or message of its own, not text that is shown."""
    shown = part.get_content_type() in ("text/plain", "text/html")
    return not shown or part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _size(part: EmailMessage) -> int:
    """Return how many letters and digits a part shows."""
    text = _text(part)
    if part.get_content_type() == "text/html":
        text = _TAG.sub(" ", _UNSHOWN.sub(" ", text))
    return sum(character.isalnum() for character in text)


def _text(part: EmailMessage) -> str:
    """Return the text of a part; what it says of its characters counts where it can be true."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    name = (part.get_content_charset() or "").lower()
    try:
        text = raw.decode("windows-1252" if name in _WESTERN else name or "utf-8")
    except (LookupError, ValueError):
        text = decode(raw)
    return text.replace("\x00", "").replace("\f", "\n")


def _body(part: EmailMessage, path: Path) -> Draft:
    """Return the draft of a text that a message shows; an empty one when there are no words."""
    if not _size(part):
        return Draft(())
    text = _text(part)
    if part.get_content_type() == "text/html":
        draft = read_webpage(text.encode("utf-8", "replace"), path)
        told = (EARLIER,) if holds_earlier(text) else ()
        return replace(draft, warnings=(*draft.warnings, *told))
    own = without_quoted(text)
    draft = read_plain(own.encode("utf-8", "replace"), path.with_suffix(".txt"))
    return replace(draft, page_labels=(), warnings=(QUOTED,) if own != text else ())


def _attached(part: EmailMessage) -> Iterator[str]:
    """Yield the names of the files and messages that hang on a message."""
    if part.get_content_maintype() == "multipart":
        for inner in _within(part):
            yield from _attached(inner)
    elif _is_attached(part) and part.get_content_type() not in _SIGNATURES and not _is_shown(part):
        yield _file_name(part) or _subject_within(part) or part.get_content_type()


def _is_shown(part: EmailMessage) -> bool:
    """Whether a picture belongs to the text that is shown, or a part to a page that was saved."""
    if part.get_content_disposition() == "attachment":
        return False
    pictured = bool(part["content-id"]) and part.get_content_maintype() == "image"
    return pictured or bool(part["content-location"])


def _file_name(part: EmailMessage) -> str:
    with suppress(*_FLAWS):
        return " ".join((part.get_filename() or "").split())
    return ""


def _subject_within(part: EmailMessage) -> str:
    """Return what a message that hangs on another one is about."""
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return _value(inner[0], "subject")
    return ""


def _told(attached: list[str]) -> list[str]:
    """Return what is to be told about what hangs on a message."""
    if len(attached) == 1:
        return [f"Bijlage ({attached[0]}) is niet meegelezen. Bewaar haar apart in de map."]
    named = ", ".join(attached)
    return [f"Bijlagen ({named}) zijn niet meegelezen. Bewaar ze apart in de map."] if named else []


def facts_of(message: Message) -> dict[str, str]:
    """Return what the heads say; a page that was saved has no sender, nor a date of its own."""
    facts = {"title": _value(message, "subject")}
    senders = _people(message, "from")
    if senders:
        sent = _sent(message)
        facts |= {"sender": senders[0], "recipient": several(_people(message, "to")), "date": sent}
    return {name: value for name, value in facts.items() if value}


def _value(message: Message, name: str) -> str:
    """Return a head as it is read, also one with bare letters outside ASCII."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    with suppress(*_FLAWS):
        text = decode(str(raw)[:_LONGEST_VALUE].encode("utf-8", "surrogateescape"))
        return " ".join(str(policy.default.header_fetch_parse(name, text)).split())
    return ""


def _people(message: Message, name: str) -> list[str]:
    """Return who is named in a head: by name, otherwise by address."""
    with suppress(*_FLAWS):
        header = policy.default.header_factory(name, _value(message, name))
        return [
            " ".join((one.display_name or one.addr_spec).split())
            for one in header.addresses
            if one.domain
        ]
    return []


def _sent(message: Message) -> str:
    """Return the day on which a message was sent, where its sender was."""
    with suppress(*_FLAWS):
        moment = policy.default.header_factory("date", _value(message, "date")).datetime
        return str(moment.date().isoformat()) if moment else ""
    return ""
