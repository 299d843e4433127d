"""The heads of a message: who sent it to whom, when and about what."""

from __future__ import annotations

from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.message import Message

from corpus.dutch.enumerations import several
from corpus.text.decoding import decode

FLAWS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError)
"""What the library raises on messages that break its rules."""
_LONGEST_VALUE = 4000  # characters of a head: the library takes long over more


def facts(message: Message) -> dict[str, str]:
    """Return what the heads say; a page that was saved has no sender, nor a date of its own."""
    known = {"title": head(message, "subject")}
    senders = _people(message, "from")
    if senders:
        sent = _sent(message)
        known |= {"sender": senders[0], "recipient": several(_people(message, "to")), "date": sent}
    return {name: value for name, value in known.items() if value}


def head(message: Message, name: str) -> str:
    """Return a head as it is read, also one with bare letters outside ASCII."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    with suppress(*FLAWS):
        text = decode(str(raw)[:_LONGEST_VALUE].encode("utf-8", "surrogateescape"))
        return " ".join(str(policy.default.header_fetch_parse(name, text)).split())
    return ""


def _people(message: Message, name: str) -> list[str]:
    """Return who is named in a head: by name, otherwise by address."""
    with suppress(*FLAWS):
        header = policy.default.header_factory(name, head(message, name))
        return [
            " ".join((one.display_name or one.addr_spec).split())
            for one in header.addresses
            if one.domain
        ]
    return []


def _sent(message: Message) -> str:
    """Return the day on which a message was sent, where its sender was."""
    with suppress(*FLAWS):
        moment = policy.default.header_factory("date", head(message, "date")).datetime
        return str(moment.date().isoformat()) if moment else ""
    return ""
