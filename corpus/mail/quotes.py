"""Earlier messages inside a message: who wrote those, and when, its heads do not say."""

from __future__ import annotations

import re

QUOTED = "Aangehaalde tekst uit een eerder bericht is niet meegelezen."
EARLIER = "In dit bericht staan ook eerdere berichten. Afzender en datum zijn die van het bovenste."
_WROTE = re.compile(
    r"\b(?:schreef|geschreven|wrote|oorspronkelijk|original)\b|\b(?:van|from):", re.I
)
_CHAIN = re.compile(
    r"(?<!-)-{2,}+\s*+"
    r"(?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message)\s*+-{2,}"
    r"|(?:^|\n)[^\w\n]*(?:van|from):[^\n]{1,200}\s(?:verzonden|gezonden|sent):"
    r"|<blockquote[^>]*\btype=[\"']?cite|[\"'](?:gmail_quote|yahoo_quoted|divRplyFwdMsg)\b",
    re.IGNORECASE,
)


def holds_earlier(text: str) -> bool:
    """Whether the text or source of a message holds the messages that it answers."""
    return bool(_CHAIN.search(text))


def without_quoted(text: str) -> str:
    """Return a message without the lines of an earlier one, each marked with ``>``.

    Lines that only look like it stay: quoted is what is said to be written before, and a message
    that is nothing else stays as it is.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    begun = False
    for place, line in enumerate(lines):
        marked = line.startswith(">")
        begun = begun or (marked and _begins(lines, place))
        if not (marked and begun):
            kept.append(line)
    own = "\n".join(kept)
    if len(kept) == len(lines) or not any(character.isalnum() for character in own):
        return text
    return own


def _begins(lines: list[str], place: int) -> bool:
    """Whether words of an earlier message begin at a line: it, or one before it, tells so."""
    near = [line for line in lines[max(0, place - 3) : place] if line.strip()][-2:]
    return any(_WROTE.search(line) for line in (*near, lines[place]))
