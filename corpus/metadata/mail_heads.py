"""The heads of a message where they stand in its text, as mail programs show and print them."""

from __future__ import annotations

import re

from corpus.dutch.enumerations import several

_NAMES = {
    "van": "sender", "from": "sender", "aan": "recipient", "to": "recipient",
    "verzonden": "date", "gezonden": "date", "sent": "date", "datum": "date", "date": "date",
    "onderwerp": "title", "subject": "title",
    "cc": "", "bcc": "", "bijlage": "", "bijlagen": "", "attachments": "", "urgentie": "",
}  # fmt: skip
_SENT = re.compile(r"^[ \t]*(?:verzonden|gezonden|sent)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*:[ \t|]*(.*)")
_HEAD = 2_000  # characters in which heads are looked for
_ABOVE = 1  # lines: a mail program prints the name of the reader above the heads
_ADDRESS = re.compile(r"\s*[<\[(][^<>\[\]()\s]*@[^<>\[\]()\s]*[>\])]")


def heads_in(text: str) -> dict[str, str]:
    """Return what the heads say that a text begins with: sender, recipient, date and title.

    There are none in a text that does not say who sent it and when.
    """
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()]
    found: dict[str, str] = {}
    for place, line in enumerate(lines):
        head = _LINE.match(line)
        name = _NAMES.get(head[1].lower()) if head else None
        if name is None and (found or place >= _ABOVE):
            break
        if head and name:
            found.setdefault(name, " ".join(head[2].split()))
    if not (found.get("sender") and found.get("date") and _SENT.search(text[:_HEAD])):
        return {}
    people = {name: _people(found.get(name, "")) for name in ("sender", "recipient")}
    return {**found, "sender": people["sender"][0], "recipient": several(people["recipient"])}


def _people(value: str) -> list[str]:
    """Return people by name, or by address where that is all there is."""
    named = [(_ADDRESS.sub("", one).strip(" '\""), one.strip(" <>[]")) for one in value.split(";")]
    return [name or address for name, address in named if name or address] or [value]
