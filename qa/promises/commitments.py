"""Commitments (toezeggingen): sentences in which the writer of a letter promises something.

A commitment is a sentence in which the writer, the cabinet or a fellow member of it says what it
will do, give or let know. What was done, what others have to do, and a wish or aim without a step
that follows from it are none. ``eval/questions/commitments.README.md`` gives the definition that
the gold list was made by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, sentence_spans
from qa.answer import Citation
from qa.citing.proof import cite
from qa.promises.deadlines import Deadline, deadline_in
from qa.text.letter_frame import frame_of

NOT_GOVERNING = ("rekenkamerbrief", "advies")
"""Kinds of letters whose writers speak of ministers and cabinet as of others."""

PROMISES_LISTED = re.compile(
    r"^[\d.\s]*(?:onze |mijn )?toezeggingen?\W*$|\bzeg(?:gen)? (?:ik |wij )?(?:u|uw)\b.*\btoe\b"
    r"|\bwat (?:u van ons kunt verwachten|(?:ga ik|gaan wij) doen|(?:ik ga|wij gaan) doen)",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-•·])\s")
KAMER = re.compile(r"\b(?:(?:uw|de)(?: Tweede| Eerste)? Kamer|Kamerbrief)\b", re.IGNORECASE)
TO = (
    (KAMER, "Kamer"),
    (re.compile(r"\b(?:uw raad|de raad|gemeenteraad)\b", re.IGNORECASE), "gemeenteraad"),
    (re.compile(r"\bcliëntenraad\b", re.IGNORECASE), "cliëntenraad"),
    (
        re.compile(
            r"(?<!tussen )(?<!met )(?<!van )(?<!door )\b(?:gemeenten|wethouders|colleges)\b", re.I
        ),
        "gemeenten",
    ),
)
ADDRESSED = {
    "kamerbrief": "Kamer", "raadsinformatiebrief": "gemeenteraad", "wethoudersbrief": "gemeenten",
}  # fmt: skip
YOU = re.compile(r"\bu\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence that promises something.

    ``deadline`` are the words that say by when, with the days that they allow, counted from the
    citation's first character. ``recipient`` is to whom, empty when the sentence does not say.
    ``followed`` is the place in a later letter that speaks of the same matter.
    """

    citation: Citation
    deadline: Deadline | None
    recipient: str
    followed: Citation | None = None

    @property
    def by_when(self) -> Citation | None:
        """The words of the deadline, as they stand in the letter."""
        if self.deadline is None:
            return None
        letter, start = self.citation.letter, self.citation.start
        words = letter.text[start + self.deadline.start : start + self.deadline.end]
        return cite(letter, words, start + self.deadline.start)


def commitments(letters: Sequence[Letter]) -> list[Commitment]:
    """Return the commitments in letters, in the order of the letters and of their sentences."""
    return [one for letter in letters for one in _of_letter(letter)]


def is_commitment(letter: Letter, start: int, end: int) -> bool:
    """Whether a sentence of a letter, by its characters, promises something."""
    from qa.promises.grammar import names_writer, promises  # late: compiling it takes a while

    text = " ".join(letter.text[start:end].split())
    if any(one.start <= start < one.end for one in letter.sections):
        return False
    if letter.kind in NOT_GOVERNING and not names_writer(text):
        return False
    return promises(text, letter.date) or (text[-1] not in "?:" and _is_listed(letter, start))


def _of_letter(letter: Letter) -> Iterator[Commitment]:
    body, _ = frame_of(letter)
    notes = sentence_spans(letter.text, letter.body_end, len(letter.text))
    for start, end in [*sentence_spans(letter.text, body, letter.body_end), *notes]:
        if is_commitment(letter, start, end):
            citation = cite(letter, letter.text[start:end], start)
            if citation:
                deadline = deadline_in(citation.quote, letter.date)
                yield Commitment(citation, deadline, _recipient(letter, citation.quote))


def _is_listed(letter: Letter, start: int) -> bool:
    """Whether a sentence is an item of a list of commitments."""
    line = letter.text.rfind("\n", 0, start) + 1
    if not ITEM.match(letter.text, line):
        return False
    above = letter.section_at(start)
    before = letter.text[max(0, line - 600) : line]
    introduced = [one for one in before.splitlines() if one.strip() and not ITEM.match(one)]
    return any(PROMISES_LISTED.search(one.strip("*# ")) for one in (*above[-1:], *introduced[-1:]))


def _recipient(letter: Letter, text: str) -> str:
    """Return to whom a sentence promises: who it names, or whom its "u" addresses."""
    named = next((name for pattern, name in TO if pattern.search(text)), "")
    if named or not YOU.search(text):
        return named
    addressed = next((name for pattern, name in TO if pattern.search(letter.recipient)), "")
    return addressed or ADDRESSED.get(letter.kind, "")
