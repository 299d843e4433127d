"""The parts of a message: its own text, and the files and messages that hang on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePath

from corpus.files.folders import EXTENSIONS, is_named_as_letter
from corpus.mail.heads import FLAWS, head
from corpus.text.decoding import decode, decode_as

_SIGNATURES = frozenset(
    ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
)
_WESTERN = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii"))
_TOLD = _WESTERN | {"", "utf-8", "windows-1252"}  # character sets that bytes tell themselves
_TEXTS = (".txt", ".md", ".html", ".htm")  # endings of texts that do not tell any other
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {
    "application/pdf": ".pdf", _OFFICE: ".docx", "application/msword": ".doc",
    "application/vnd.oasis.opendocument.text": ".odt", "text/html": ".html",
    "message/rfc822": ".eml",
}  # fmt: skip
_LONGEST_NAME = 80  # characters
_NAMELESS = "bijlage"


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a message: by their names files that may be letters, and names of others."""

    letters: dict[str, EmailMessage] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def hanging(message: EmailMessage) -> Hanging:
    """Return the files and messages that hang on a message.

    Names are made safe as the last part of a path, and differ from each other. Empty texts, which
    mail programs add, count for nothing.
    """
    found, again = Hanging(), Counter[str]()
    for part in _attached(message):
        name = _named(part)
        if not is_named_as_letter(PurePath(name)):
            found.others.append(name)
        elif part.get_content_maintype() != "text" or size_of(part):
            found.letters[_free(name, found.letters, again)] = part
    return found


def content_of(part: EmailMessage) -> bytes:
    """Return the bytes of a file or message that hangs on a message, those of a text in UTF-8.

    Where the bytes themselves tell the character set, they stay as they are.
    """
    inner = within(part)
    if part.get_content_type() == "message/rfc822" and inner:
        return inner[0].as_bytes(policy=policy.default.clone(refold_source="none"))
    raw = _bytes(part)
    ending = PurePath(_named(part)).suffix.lower()
    if part.get_content_maintype() == "text" and ending in _TEXTS:
        with suppress(LookupError, ValueError):
            name = _charset(part)
            return raw if name in _TOLD else decode_as(raw, name).encode("utf-8", "replace")
    return raw


def within(part: EmailMessage) -> list[EmailMessage]:
    """Return the parts of a message of several parts, or the message that hangs on another."""
    inner = part.get_payload() if part.is_multipart() else []
    found = [one for one in inner if isinstance(one, EmailMessage)]
    bare = part.get_content_maintype() == "message" and found and not found[0].keys()
    if bare and str(part["content-transfer-encoding"]).strip().lower() == "base64":
        return [_unpacked(found[0])]
    return found


def is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file or message of its own, not text that is shown."""
    shown = part.get_content_type() in ("text/plain", "text/html")
    return not shown or part.get_content_disposition() == "attachment" or bool(_file_name(part))


def size_of(part: EmailMessage) -> int:
    """Return how many letters and digits a text shows."""
    text = text_of(part)
    if part.get_content_type() == "text/html":
        text = _TAG.sub(" ", _UNSHOWN.sub(" ", text))
    return sum(character.isalnum() for character in text)


def text_of(part: EmailMessage) -> str:
    """Return the text of a part; what it says of its characters counts where it can be true."""
    raw, name = _bytes(part), _charset(part)
    try:
        text = decode_as(raw, "windows-1252" if name in _WESTERN else name or "utf-8")
    except (LookupError, ValueError):
        text = decode(raw)
    return text.replace("\x00", "").replace("\f", "\n")


def _attached(part: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that are files and messages of their own."""
    if part.get_content_maintype() == "multipart":
        for inner in within(part):
            yield from _attached(inner)
    elif is_attached(part) and part.get_content_type() not in _SIGNATURES and not _is_shown(part):
        yield part


def _is_shown(part: EmailMessage) -> bool:
    """Whether a picture belongs to the text that is shown, or a part to a page that was saved."""
    if part.get_content_disposition() == "attachment":
        return False
    pictured = bool(part["content-id"]) and part.get_content_maintype() == "image"
    return pictured or bool(part["content-location"])


def _unpacked(message: EmailMessage) -> EmailMessage:
    """Return the message that some programs encode as a whole, against the rules."""
    carrier = EmailMessage()
    carrier["Content-Transfer-Encoding"] = "base64"
    carrier.set_payload(message.get_payload())
    return message_from_bytes(_bytes(carrier), EmailMessage, policy=policy.default)


def _named(part: EmailMessage) -> str:
    """Return a file's name, or what a message is about, with the ending that its kind has."""
    about = head(within(part)[0], "subject") if within(part) else ""
    given = _file_name(part) or about or _NAMELESS
    safe = "".join(one if one.isprintable() and one not in "/\\" else "-" for one in given)
    name = PurePath(safe.lstrip(". ") or _NAMELESS)
    kind = _ENDINGS.get(part.get_content_type(), "")
    ending = name.suffix if name.suffix.lower() in EXTENSIONS or not kind else kind
    stem = name.name.removesuffix(ending)
    return stem[: _LONGEST_NAME - len(ending)] + ending


def _free(name: str, taken: dict[str, EmailMessage], again: Counter[str]) -> str:
    """Return the name, with a number when files before it have the same; it counts those."""
    path, found = PurePath(name), name
    while found in taken:
        again[name] += 1
        found = f"{path.stem}-{again[name] + 1}{path.suffix}"
    return found


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: EmailMessage) -> str:
    return (part.get_content_charset() or "").lower()


def _file_name(part: EmailMessage) -> str:
    with suppress(*FLAWS):
        return " ".join((part.get_filename() or "").split())
    return ""
