"""The frame of a letter: what stands before its salutation and after its closing."""

from __future__ import annotations

import re

from corpus import Letter

HEAD = 3_000  # characters in which the salutation stands
LONGEST_CLOSING = 800  # characters; more is an annex that follows the signature
SALUTATION = re.compile(r"^(?:Geachte?|Beste)\b[^\n]*$", re.MULTILINE)
CLOSING = re.compile(r"^(?:Hoogachtend|Met vriendelijke groet(?:en)?),?[ \t]*$", re.MULTILINE)
FRAME = re.compile(
    r"\*?(?:Betreft|Onderwerp|Datum|Kenmerk|Ons kenmerk|Uw kenmerk|Geachte|Beste|Hoogachtend"
    r"|Met vriendelijke groet|Inhoudsopgave|namens het|Retouradres|Dit is een fictief"
    r"|Correspondentie uitsluitend)\b",
    re.IGNORECASE,
)


def frame_of(letter: Letter) -> tuple[int, int]:
    """Return where the body of a letter begins, after the salutation, and where it is closed.

    Characters; 0 and the end of the running text when the letter has no such lines.
    """
    opening = SALUTATION.search(letter.text, 0, HEAD)
    closings = list(CLOSING.finditer(letter.text, 0, letter.body_end))
    after = closings[-1].start() if closings else letter.body_end
    last = letter.body_end - after <= LONGEST_CLOSING
    return (opening.start() if opening else 0), (after if last else letter.body_end)
