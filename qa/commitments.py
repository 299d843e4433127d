"""Commitments (toezeggingen): sentences in which the writer of a letter promises something.

A commitment is a sentence in which the writer, the cabinet or a fellow member of it says what it
will do, give or let know. What was done, what others have to do, and a wish or aim without a step
that follows from it are none. ``eval/questions/commitments.README.md`` gives the definition that
the gold list was made by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Letter, sentence_spans
from index import Filter, NothingLeft, Retriever
from qa.answer import Citation
from qa.asked import Asked
from qa.candidates import candidates, frame_of
from qa.deadlines import Deadline, deadline_in
from qa.proof import cite

_SELF = r"ik|wij|we|het kabinet|het college|(?:mijn )?ministerie|de (?:minister|staatssecretaris)"
_GIVE = (
    r"(?:nader |verder |separaat )?(?:te )?(?:kunnen )?(?:informeren|toezenden|toesturen"
    r"|toe te (?:zenden|sturen)|aanbieden|aan te bieden|presenteren|geïnformeerd|aangeboden"
    r"|toegezonden|gedeeld|verzonden|bericht\w*|voorleggen|voor te leggen)"
)
_RECIPIENT = r"(?:uw|de)(?: Tweede| Eerste)? Kamer|u(?:w raad)?|de raad|gemeenten|colleges"
PROMISE = re.compile(
    rf"\b(?:(?:{_SELF})\b[^.;:]{{0,60}}?\b(?:zal|zullen|zeg(?:gen)? (?:u )?toe)\b"
    rf"|(?:zal|zullen)\b[^.;:]{{0,80}}?\b(?:{_SELF})\b"
    r"|(?:ben|zijn) (?:ik |wij )?(?:\w+ ){0,2}(?:voornemens|van plan|van harte bereid)"
    r"|kom(?:en)? (?:ik|wij) (?:\w+ ){0,3}terug|zullen door het kabinet"
    r"|(?:ik|wij) ga(?:an)? (?:\w+ ){0,2}in gesprek|stel(?:len)? (?:ik|wij)\b.{0,60}\bopen"
    rf"|(?:zal|zullen|wordt|worden)\b.{{0,90}}\b(?:{_RECIPIENT})\b.{{0,60}}\b{_GIVE}"
    rf"|(?:{_RECIPIENT})\b (?:zal|wordt)\b.{{0,80}}\b{_GIVE}"
    rf"|(?:verwacht|hoop|streven|blijf)\b.{{0,140}}\b{_GIVE}"
    r"|(?:ontvangt|krijgt) u\b|u (?:ontvangt|krijgt|hoort)\b|kunt u\b.{0,40}\bverwachten"
    r"|(?:streven|planning|inzet) is (?:erop gericht )?om\b.{0,200}\b(?:te \w+|\w+ te \w+)"
    r"|(?:voortgangsrapportages?|brief aan de wethouders)\b.{0,40}\b(?:ga|informeer) ik)",
    re.IGNORECASE,
)
# What is done with this very letter, was done before, or is said of the letter itself.
NO_PROMISE = re.compile(
    r"\b(?:met|via|in) deze brief\b.{0,60}\b(?:informeer|bied|geef|schets|ga)\b"
    r"|\bin debat\b|\bzal moeten\b|\bzouden?\b|\bhiermee (?:als )?afgedaan\b|\bwaarin staat\b"
    r"|\bniet (?:goed |tijdig )?geïnformeerd\b|\bwaarbij (?:de|mijn) inzet\b"
    r"|\bzal ik (?:mij|me)\b|\bik zal (?:mij|me)\b"
    r"|\bontvangt u (?:hierbij|bijgaand)\b|\bkrijgt u regelmatig\b",
    re.IGNORECASE,
)
PROMISES_LISTED = re.compile(
    r"\btoezegging|\bzeggen u\b.*\btoe\b|\bwat u van ons kunt verwachten", re.IGNORECASE
)
ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-•·])\s")
KAMER = re.compile(r"\b(?:(?:uw|de)(?: Tweede| Eerste)? Kamer|Kamerbrief)\b", re.IGNORECASE)
TO = (
    (KAMER, "Kamer"),
    (re.compile(r"\b(?:uw raad|de raad|gemeenteraad)\b", re.IGNORECASE), "gemeenteraad"),
    (re.compile(r"\bcliëntenraad\b", re.IGNORECASE), "cliëntenraad"),
    (re.compile(r"\b(?:gemeenten|wethouders|colleges)\b", re.IGNORECASE), "gemeenten"),
)
YOU = re.compile(r"\bu\b", re.IGNORECASE)
FOLLOWED_FROM = 0.90
"""The cosine from which a later sentence speaks of the same matter."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence that promises something.

    ``deadline`` are the words that say by when, with the last day that they allow, counted from
    the citation's first character. ``recipient`` is to whom, empty when the sentence does not say.
    ``followed`` is the place in a later letter that speaks of the same matter.
    """

    citation: Citation
    deadline: Deadline | None
    recipient: str
    followed: Citation | None = None


def commitments(letters: Sequence[Letter]) -> list[Commitment]:
    """Return the commitments in letters, in the order of the letters and of their sentences."""
    return [one for letter in letters for one in _of_letter(letter)]


def followed(found: Sequence[Commitment], retriever: Retriever) -> list[Commitment]:
    """Return commitments with the place where a later letter speaks of each, if one does."""
    return [replace(one, followed=_later(one, retriever)) for one in found]


def is_commitment(letter: Letter, start: int, end: int) -> bool:
    """Whether a sentence of a letter, by its characters, promises something."""
    text = " ".join(letter.text[start:end].split())
    heading = any(one.start <= start < one.end for one in letter.sections)
    if heading or text.endswith(("?", ":")) or NO_PROMISE.search(text):
        return False
    return bool(PROMISE.search(text)) or _is_listed(letter, start)


def _of_letter(letter: Letter) -> Iterator[Commitment]:
    body, closing = frame_of(letter)
    annex = max(closing, letter.body_end) if closing < letter.body_end else letter.body_end
    for start, end in sentence_spans(letter.text, body, annex):
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
    return bool(PROMISES_LISTED.search(" ".join([*above[-1:], *introduced[-1:]])))


def _recipient(letter: Letter, text: str) -> str:
    named = next((name for pattern, name in TO if pattern.search(text)), "")
    if named or not YOU.search(text):
        return named
    return next((name for pattern, name in TO if pattern.search(letter.recipient)), "")


def _later(one: Commitment, retriever: Retriever) -> Citation | None:
    """Return the nearest sentence of a later letter of the same writer, if it is near enough."""
    letter = one.citation.letter
    question = " ".join(one.citation.quote.split())[:400]
    try:
        hits = retriever.search(question, 20, only=Filter(levels=(letter.level,)))
    except NothingLeft:
        return None
    later = [hit for hit in hits if _is_after(hit.passage.letter, letter)]
    found = candidates(Asked.of(question, retriever), later, retriever)
    best = max(found, key=lambda candidate: candidate.features.cosine, default=None)
    if best is None or best.features.cosine < FOLLOWED_FROM:
        return None
    return cite(best.letter, best.text, best.start)


def _is_after(one: Letter, other: Letter) -> bool:
    return bool(one.date and other.date and one.date.surely_after(other.date))
