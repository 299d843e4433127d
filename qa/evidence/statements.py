"""From the best sentences to statements that can be read on their own, each proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Letter, sentence_spans
from qa.answer import Statement
from qa.citing.proof import cite
from qa.evidence.candidates import Candidate
from qa.questions.analysed_question import Asked
from qa.reading import chance_of, settings
from qa.text.lists import LetterList, Span, list_at
from qa.text.quoted_questions import is_inquiry
from qa.text.tables import row_at, rows_named

MOST = 4
CELL_FROM = 0.6  # chance of a short answer from which it tells which cell of a row answers
SHARE_OF_SENTENCE = 0.6  # a longer short answer says no more than the sentence
LONGEST = 450  # characters of all sentences but the first; chosen on dev
LONGEST_LIST = 1_800
SHORT_LIST = 300  # characters of a list of which no item is told alone; chosen on dev
LONGEST_ITEM = 450  # characters; of more, the sentence that answers is told
LONGEST_NAME = 80  # characters of the words that a long item begins with
LEANING = re.compile(
    r"(?:(?:(?:In|Met|Voor|Door|Op|Bij|Na|Om|Uit|Van|Over|Aan|Naar|Onder|Tot|Ook) )?"
    r"(?:[Dd]it|[Dd]at|[Dd]eze|[Dd]ie|[Dd]aarvan|[Hh]iervan|[Hh]en|[Hh]un|[Hh]em|[Hh]aar)"
    r"|Hier\w*|Daar\w*|Zij|Hij|Ze|Het gaat|Het betreft|Ook|Dus|Vervolgens|Tevens|Zo|Zodat|Anders"
    r"|De(?:ze)? laatste|Laatstgenoemde|Beide|Dergelijke|Zulke|De eerste|De tweede|Toen|Echter"
    r"|Toch|En|Maar|Want|Immers)\b"
)
"""How a sentence begins that cannot be read without the one before it."""
POINTING = re.compile(
    r"(?:[^\s,;:]+\s+){1,7}(?:dit|deze|die tijd|die periode|dan (?:niet|wel|ook|nog|pas)|daarom"
    r"|daar(?:bij|voor|door|mee|van|over|aan|in)|hier(?:bij|voor|door|mee|van|over|aan|in)"
    r"|echter|namelijk|immers|dergelijke|zulke|bovengenoemde|voornoemde)\b"
)
"""Words near its beginning with which a sentence points at the one before."""
DEFINITE = re.compile(
    r"(?:De|Het) (?!(?:aantal|deel|jaar|keer|maand|manier|moment|week)\b)([\w-]{4,})\b"
)
"""How a sentence begins that may be about what the one before it names first: "een systeem"."""
LONGEST_BEFORE = 500  # characters that a sentence takes along at most
QUALIFIERS = re.compile(
    r"\b(?:(?:(?:niet|nooit|geen) )?(?:ongeveer|circa|ca\.|zo['’]n|ruim|bijna|maximaal|minimaal"
    r"|rond|(?:meer|minder|hoger|lager|later|eerder|langer|korter) dan|ten ?minste|ten hoogste"
    r"|hoogstens|hooguit|minstens|nog geen|uiterlijk|gemiddeld)\s+)+\Z",
    re.IGNORECASE,
)
"""Words before a figure or date without which it says something else."""
ASKS_VALUE = re.compile(
    r"\W*(?:en )?(?:\w+ ){0,3}?(?:hoeveel|wanneer|hoe (?:hoog|lang|vaak|groot|oud|duur|veel|laat)"
    r"|welke? (?:jaar|datum|dag|bedrag|tarief|deel|percentage)"
    r"|wat (?:kost|is (?:de|het) (?:bedrag|tarief|percentage|prijs)))\b",
    re.IGNORECASE,
)
"""How a question begins that asks for a figure or a date."""
VALUE = re.compile(
    r"\d|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
    r"|\w*(?:tig|honderd|duizend|miljoen|miljard)|de helft)\b",
    re.IGNORECASE,
)
ASKS_LIST = re.compile(
    r"\b(?:welke|wat zijn|noem|waaruit|waar bestaat)\b"
    r"|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b",
    re.IGNORECASE,
)
Place = tuple[Letter, tuple[Span, ...]]
"""What one statement quotes; the last of the spans is what is said, the others are its heads."""


def compose(asked: Asked, found: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return statements made of at most three of the best candidates, best first.

    A sentence that leans on the one before it takes that along, a row of a table the heads of its
    columns. Of a list the question is about, all items are given, each a statement of its own, and
    nothing else; an item of another list takes the introduction along, and the others of a short
    list.
    """
    chosen: list[Candidate] = []
    length = 0
    for one in found:
        worse = chosen and one.score < chosen[0].score - settings().margin
        if len(chosen) == MOST or worse:
            break
        longer = chosen and length + len(one.text) > LONGEST
        if longer or any(one.text == other.text for other in chosen):
            continue
        chosen.append(one)
        length += len(one.text)
        if len(chosen) == 1 and (whole := _asked_list(asked, one)):
            return proved((one.letter, (span,)) for span in whole)
    return proved(place for one in chosen for place in _readable(one))


def told(one: Candidate) -> Statement | None:
    """Return one candidate as a statement, a row of a table with the heads of its columns."""
    row = row_at(one.letter, one.start, one.end)
    return _statement(one.letter, row.told(_sure(one)) if row else ((one.start, one.end),))


def short_answer(asked: Asked, one: Candidate, statement: Statement) -> Statement:
    """Return the statement with the words that answer, a figure or date, if they are sure.

    From a product of both chances of 0.9 on all were right on dev (6 of 6); from 0.5 on 0.85.
    """
    span = _short(one)
    sure = chance_of(one.score) * one.chance >= settings().short_from
    if not sure or span is None or not ASKS_VALUE.match(asked.text):
        return statement
    if not VALUE.search(one.letter.text[slice(*span)]) or not any(
        c.start <= span[0] and span[1] <= c.end for c in statement.citations
    ):
        return statement
    found = cite(one.letter, one.letter.text[slice(*span)], span[0])
    return replace(statement, short=(found,) if found else ())


def _sure(one: Candidate) -> Span | None:
    """Return the characters of the short answer, when it is sure enough to tell a cell by."""
    return _short(one) if one.chance >= CELL_FROM else None


def _short(one: Candidate) -> Span | None:
    """Return the characters of the short answer with what qualifies them, if they are short."""
    start, end = one.short
    if end - start > SHARE_OF_SENTENCE * (one.end - one.start):
        return None
    before = QUALIFIERS.search(one.letter.text, one.start, start)
    return (before.start() if before else start, end)


def _asked_list(asked: Asked, one: Candidate) -> tuple[Span, ...]:
    """Return the whole list that a sentence belongs to, when the question asks for one."""
    found = list_at(one.letter, one.start, one.end)
    if not found or not ASKS_LIST.search(asked.text):
        return ()
    spans = _with_lead(found, found.items)
    return spans if spans[-1][1] - spans[0][0] <= LONGEST_LIST or _are_headings(found) else ()


def _are_headings(found: LetterList) -> bool:
    """Whether other text stands between the items."""
    first, second = found.items[0], found.items[-1]
    return second[1] - first[0] > LONGEST_LIST


def _with_lead(found: LetterList, items: Sequence[Span]) -> tuple[Span, ...]:
    return ((found.lead,) if found.lead else ()) + tuple(items)


def _readable(one: Candidate) -> list[Place]:
    """Return the candidate's place with what it cannot be read without."""
    letter, start, end = one.letter, one.start, one.end
    if found := list_at(letter, start, end):
        item = found.item_at(start)
        if item and item[1] - item[0] > LONGEST_ITEM:
            return [(letter, _in_item(one, item))]
        short = found.items[-1][1] - found.items[0][0] <= SHORT_LIST
        spans = _with_lead(found, [item] if item and not short else found.items)
        return [(letter, (span,)) for span in spans]
    if row := row_at(letter, start, end):
        return [(letter, row.told(_sure(one)))]
    said = (letter, _with_before(letter, start, end))
    rows = rows_named(letter, start, end)
    return [said, (letter, rows)] if rows else [said]


def _in_item(one: Candidate, item: Span) -> tuple[Span, ...]:
    """Return the sentence of a long item of a list, and before it what the item is called."""
    letter, start = one.letter, one.start
    name = sentence_spans(letter.text, *item)[0]
    named = name[1] - name[0] <= LONGEST_NAME
    if named and start < name[1]:
        return (item,)
    start, end = _with_before(letter, start, one.end)[-1]
    sentence = (max(start, item[0]), end)
    return (name, sentence) if named and name[1] <= sentence[0] else (sentence,)


def _with_before(letter: Letter, start: int, end: int) -> tuple[Span, ...]:
    """Return a sentence with those before it that it cannot be read without, in order.

    They stand in the same section: in its paragraph, all as one, or at the end of the one before.
    A sentence of a note is told with the note's beginning.
    """
    note = next((one for one in letter.footnotes if one.start <= start < one.end), None)
    if note and start - note.start <= LONGEST_BEFORE:
        opening = note.start, note.start + len(letter.text[note.start : start].rstrip())
        return (opening, (start, end)) if start > note.start else ((start, end),)
    found = [(start, end)]
    while one := _before(letter, found[0][0]):
        if start - one[0] > LONGEST_BEFORE or not _leans(letter.text, one, found[0][0]):
            break
        if "\n\n" in letter.text[one[1] : found[0][0]]:
            found.insert(0, one)
        else:
            found[0] = (one[0], found[0][1])
    return tuple(found)


def _leans(text: str, before: Span, start: int) -> bool:
    """Whether the sentence that begins there cannot be read without the one before."""
    if LEANING.match(text, start) or POINTING.match(text, start):
        return True
    named = DEFINITE.match(text, start)
    first = rf"\b[Ee]en (?:[\w-]+ )?{re.escape(named[1])}\b" if named else "(?!)"
    return re.search(first, text[slice(*before)]) is not None


def _before(letter: Letter, start: int) -> Span | None:
    """Return the sentence before, in its section; ``None`` for a heading, question or table."""
    head = max((one.end for one in letter.sections if one.end <= start), default=0)
    first = max(head, start - 2 * LONGEST_BEFORE)
    earlier = sentence_spans(letter.text, first, start)
    if not earlier or (len(earlier) == 1 and first > head):  # cut off at its beginning
        return None
    begin, end = earlier[-1]
    headed = any(one.start <= begin < one.end for one in letter.sections)
    apart = headed or is_inquiry(letter, begin) or row_at(letter, begin, end)
    return None if apart else (begin, end)


def proved(places: Iterable[Place]) -> tuple[Statement, ...]:
    """Return a statement for each place, without those that overlap one before."""
    kept: list[Place] = []
    for letter, spans in places:
        start, end = spans[-1]
        said = (span for own, earlier in kept if own == letter for span in earlier)
        if not any(start < e and s < end for s, e in said):
            kept.append((letter, spans))
    return tuple(filter(None, (_statement(*place) for place in kept)))


def _statement(letter: Letter, spans: Iterable[Span]) -> Statement | None:
    cited = [cite(letter, letter.text[start:end], start) for start, end in spans]
    found = tuple(filter(None, cited))
    if len(found) < len(cited):
        return None
    return Statement(" ".join(one.quote for one in found), found)
