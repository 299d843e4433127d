"""Reads saved mail: the message as a letter, with who sent it to whom, when and about what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from corpus.dutch.enumerations import named
from corpus.errors import UnreadableFile
from corpus.mail.heads import FLAWS, facts, head
from corpus.mail.outlook import outlook_message
from corpus.mail.parts import content_of, hanging, is_attached, size_of, text_of, within
from corpus.mail.quotes import EARLIER, QUOTED, holds_earlier, without_quoted
from corpus.office.compound_files import OLE
from corpus.plain.document import read_plain
from corpus.text.draft import Block, Draft
from corpus.web.document import read_webpage

_HEAD = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_NAME = re.compile(r"^([!-9;-~]+):", re.MULTILINE)
_SENT = frozenset(("from", "to", "subject", "date"))
_CARRIED = frozenset(("received", "message-id", "return-path"))
_ENCRYPTED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_UNREAD = "Wat in dit bericht zit en niet is meegelezen: {}. Dit soort bestand wordt niet gelezen."
_PARTLY = "Een deel van de tekst van dit bericht is niet meegelezen: {}."
_PLAIN = 2  # times as much as plain text says, a web page may say before it is read instead


def is_mail(head: str, *, named: bool) -> bool:
    """Whether a file begins with the heads of a message; ``named`` says that its name tells so."""
    found = _HEAD.match(head.replace("\r\n", "\n").lstrip("\ufeff\n") + "\n")
    if found is None:
        return False
    names = {name.lower() for name in _NAME.findall(found[0])}
    mime = {"mime-version", "content-type"} <= names
    return mime or bool(names & _SENT and (named or names & _CARRIED))


def read_mail(data: bytes, path: Path) -> Draft:
    """Return the draft of a saved message (EML, MSG), or of a web page that was saved as one.

    A message that only carries files says what it is about, or else what they are called.

    Raises:
        UnreadableFile: the message holds no text, or cannot be read.
    """
    message = _message(data, path)
    try:
        bodies, hung = list(_bodies(message)), hanging(message)
    except FLAWS as cause:
        raise _damaged(path) from cause
    drafts, refused = _drafts(bodies, path)
    if not drafts and not hung.letters:
        raise next(iter(refused), _without_text(message, hung.others, path))
    about = head(message, "subject")
    title = about if _has_words(about) else ", ".join(hung.letters)
    blocks = sum((draft.blocks for draft in drafts), ()) or (Block("heading", title, 1),)
    known = {name: value for draft in drafts for name, value in draft.facts.items()}
    warnings = [warning for draft in drafts for warning in draft.warnings]
    warnings += [_PARTLY.format(one.reason) for one in refused]
    if holds_earlier("\n".join(block.text for block in blocks)):
        warnings.append(EARLIER)
    if hung.others:
        warnings.append(_UNREAD.format(named(hung.others)))
    return Draft(
        blocks,
        facts={**known, **facts(message)},
        warnings=tuple(dict.fromkeys(warnings)),
        attached=tuple(hung.letters),
    )


def read_attached(data: bytes, path: Path) -> bytes:
    """Return the bytes of the file that hangs on a message, by the last part of its path.

    Raises:
        UnreadableFile: there is none, or it cannot be decoded.
    """
    try:
        return content_of(hanging(_message(data, path)).letters[path.name])
    except FLAWS as cause:
        advice = "Bewaar de bijlage apart in de map."
        raise UnreadableFile(path, "de bijlage is beschadigd", advice) from cause


def _message(data: bytes, path: Path) -> EmailMessage:
    if data.startswith(OLE):
        return outlook_message(data, path)
    try:
        parser = BytesParser(EmailMessage, policy=policy.default)
        return parser.parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    except FLAWS as cause:
        raise _damaged(path) from cause


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
        reason = f"het heeft zelf geen tekst, alleen wat niet wordt gelezen: {named(attached)}"
        return UnreadableFile(path, reason, "Bewaar daarvan wat u nodig hebt als PDF in de map.")
    if message.get_content_maintype() == "multipart" and not within(message):
        return _damaged(path)
    return UnreadableFile(path, "het bericht bevat geen tekst", "Kies een ander bestand.")


def _bodies(part: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the texts that a message shows, and of several forms of one text the fullest.

    That is the plain one, unless it only says that there is another.
    """
    if part.get_content_maintype() != "multipart":
        if not is_attached(part):
            yield part
        return
    parts = [list(_bodies(inner)) for inner in within(part)]
    if part.get_content_subtype() == "alternative":
        parts = [max(parts, key=_fullness, default=[])]
    for one in parts:
        yield from one


def _fullness(texts: list[EmailMessage]) -> int:
    """Return how much a form of a message says; plain text counts more, as it is all shown."""
    plain = all(text.get_content_type() == "text/plain" for text in texts)
    return sum(map(size_of, texts)) * (_PLAIN if plain else 1)


def _drafts(bodies: list[EmailMessage], path: Path) -> tuple[list[Draft], list[UnreadableFile]]:
    """Return the texts that say something, and what is wrong with those that cannot be read."""
    drafts, refused = [], []
    for part in bodies:
        try:
            draft = _body(part, path)
        except UnreadableFile as unreadable:
            refused.append(unreadable)
        else:
            if any(_has_words(block.text) for block in draft.blocks):
                drafts.append(draft)
    return drafts, refused


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _body(part: EmailMessage, path: Path) -> Draft:
    """Return the draft of a text that a message shows; an empty one when there are no words."""
    if not size_of(part):
        return Draft(())
    text = text_of(part)
    if part.get_content_type() == "text/html":
        draft = read_webpage(text.encode("utf-8", "replace"), path)
        told = (EARLIER,) if holds_earlier(text) else ()
        return replace(draft, warnings=(*draft.warnings, *told))
    own = without_quoted(text)
    draft = read_plain(own.encode("utf-8", "replace"), path.with_suffix(".txt"))
    return replace(draft, page_labels=(), warnings=(QUOTED,) if own != text else ())
