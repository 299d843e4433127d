"""Questions about the letters together: which there are, how many, and which is the latest.

They are answered from what is known of the letters. Each letter that is meant is told by a quote
from it: a sentence that names what is asked about, or else its subject line, its date, or what it
announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, LetterDate, Passage, sentence_spans
from index import Filter, NothingLeft, Retriever, content_lemmas, lemmas
from qa.answer import Statement, Warning
from qa.citing.proof import cite
from qa.letters.letters_meant import Meant, meant
from qa.letters.particulars import first_line, in_head
from qa.text.letter_frame import FRAME, frame_of
from qa.text.lists import Span
from qa.text.quoted_questions import is_inquiry
from qa.text.tables import CELLS

MOST = 10  # letters that are told
SEARCHED = 300  # passages
OPENING = 3_000  # characters after the salutation
ANNOUNCES = re.compile(r"(?:In|Met|Via|Door middel van) deze \w*brief\b|Hierbij\b|Deze \w*brief\b")
_NEVER = LetterDate(1)


@dataclass(frozen=True, slots=True)
class Collection:
    """Letters that a question means: a quote of each, newest first, and how many there are."""

    statements: tuple[Statement, ...]
    count: Warning


def collection(question: str, retriever: Retriever, only: Filter | None) -> Collection | None:
    """Return the letters that a question about the letters together means.

    ``None`` when it is no such question, or when what it names may be found in other words. No
    statements when there are no letters of the time that it names.
    """
    asked = meant(question, only or Filter())
    if asked is None:
        return None
    found, all_searched = _told(asked, retriever)
    if not found:
        named = asked.about or asked.kind or asked.by
        nothing = f"In de index staan geen brieven {asked.when}."
        return None if named or not asked.when else Collection((), Warning("filter", None, nothing))
    count = Warning("count", None, _counted(asked, len(found), all_searched))
    if asked.end:
        dated = [one for one in found if one.citations[0].letter.date] or found
        found = dated[:1] if asked.end > 0 else dated[-1:]
    return Collection(tuple(found[:MOST]), count)


def _told(asked: Meant, retriever: Retriever) -> tuple[list[Statement], bool]:
    """Return a quote of each letter that is meant, newest first; and whether all were looked at."""
    letters = [letter for letter in retriever.letters() if asked.among.allows(letter)]
    all_searched = True
    if asked.about:
        told, all_searched = _speaking_of(asked.about, letters, retriever, asked.among)
    else:
        told = list(filter(None, map(_line, letters)))
    found = [one for one in told if asked.kind in one.citations[0].letter.kind]
    return sorted(found, key=_date, reverse=True), all_searched


def _speaking_of(
    subject: str, letters: Sequence[Letter], retriever: Retriever, among: Filter
) -> tuple[list[Statement], bool]:
    """Return for each letter what names a subject: its subject line, or else a sentence."""
    wanted = content_lemmas(subject)
    try:
        hits = retriever.search(subject, SEARCHED, only=among or None)
    except NothingLeft:
        return [], True
    best: dict[str, tuple[bool, Statement]] = {}
    for passage in (one for hit in hits for one in (hit.passage, *hit.twins)):
        for plain, statement in _naming(passage, wanted):
            known = best.get(passage.letter.id)
            if known is None or (plain and not known[0]):
                best[passage.letter.id] = plain, statement
    told = {identity: statement for identity, (_, statement) in best.items()}
    for letter in letters:
        line = _line(letter)
        if line and _names(line.text, wanted):
            told[letter.id] = line
    return list(told.values()), len(hits) < SEARCHED


def _naming(passage: Passage, wanted: Sequence[str]) -> Iterator[tuple[bool, Statement]]:
    """Yield the sentences that name a subject, each with whether it is a sentence that tells."""
    letter = passage.letter
    headings = {one.start for one in letter.sections}
    for start, end in sentence_spans(letter.text, passage.start, passage.end):
        text = letter.text[start:end]
        if _names(text, wanted) and (citation := cite(letter, text, start)):
            tells = start not in headings and not text.endswith(("?", ":")) and CELLS not in text
            tells = tells and not is_inquiry(letter, start)
            yield tells, Statement(citation.quote, (citation,))


def _names(text: str, wanted: Sequence[str]) -> bool:
    """Whether a text holds all words, also as the first part of a compound."""
    there = set(lemmas(text))
    return bool(wanted) and all(any(one.startswith(word) for one in there) for word in wanted)


def _line(letter: Letter) -> Statement | None:
    """Return the line with the subject or date of a letter, or else what it announces."""
    day = letter.date.in_words() if letter.date and letter.date.day else ""
    iso = letter.date.isoformat() if day and letter.date else ""
    span = in_head(letter, letter.title, day, iso) or _announced(letter) or first_line(letter)
    citation = cite(letter, letter.text[slice(*span)], span[0]) if span else None
    return Statement(citation.quote, (citation,)) if citation else None


def _announced(letter: Letter) -> Span | None:
    """Return the sentence that says what a letter is for, or else the first one of its body."""
    start, end = frame_of(letter)
    spans = sentence_spans(letter.text, start, min(end, start + OPENING))
    texts = {span: letter.text[slice(*span)] for span in spans}
    told = [span for span, text in texts.items() if not FRAME.match(text)]
    return next((span for span in told if ANNOUNCES.match(texts[span])), told[0] if told else None)


def _date(statement: Statement) -> LetterDate:
    return statement.citations[0].letter.date or _NEVER


def _counted(asked: Meant, count: int, all_searched: bool) -> str:
    kind, when = asked.kind, f" {asked.when}" if asked.when else ""
    letters = f"1 {kind}brief" if count == 1 else f"{count} {kind}brieven"
    by = f" {asked.by}" if asked.by else ""
    shown = f" Hieronder staan de nieuwste {MOST}." if count > MOST and not asked.end else ""
    if asked.about:
        least = "" if all_searched else "ten minste "
        return f"In {least}{letters}{by}{when} is een zin gevonden over “{asked.about}”.{shown}"
    return f"In de index {'staat' if count == 1 else 'staan'} {letters}{by}{when}.{shown}"
