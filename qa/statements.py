"""From the best sentences to statements that can be read on their own, each proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus import Letter, sentence_spans
from qa.answer import Statement
from qa.asked import Asked
from qa.candidates import Candidate
from qa.lists import LetterList, Span, list_at
from qa.proof import cite
from qa.reading import settings
from qa.tables import row_at

MOST = 4
SHARE_OF_SENTENCE = 0.6  # a longer short answer says no more than the sentence
LONGEST = 450  # characters of all sentences but the first; chosen on dev
LONGEST_LIST = 1_800
SHORT_LIST = 300  # characters of a list of which no item is told alone; chosen on dev
LONGEST_ITEM = 450  # characters; of more, the sentence that answers is told
LONGEST_NAME = 80  # characters of the words that a long item begins with
LEANING = re.compile(
    r"(?:Dit|Dat|Deze|Die|Hier\w*|Daar\w*|Zij|Hij|Ze|Het gaat|Het betreft|Ook|Dus|Daarnaast|"
    r"Vervolgens|Tevens|Zo|Zodat|Anders)\b"
)
QUALIFIERS = re.compile(
    r"\b(?:(?:(?:niet|nooit|geen) )?(?:ongeveer|circa|ca\.|zo['’]n|ruim|bijna|maximaal|minimaal"
    r"|rond|(?:meer|minder|hoger|lager|later|eerder|langer|korter) dan|ten ?minste|ten hoogste"
    r"|hoogstens|hooguit|minstens|nog geen|uiterlijk|gemiddeld)\s+)+\Z",
    re.IGNORECASE,
)
"""Words before a figure or date without which it says something else."""
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


def short_answer(one: Candidate, statement: Statement) -> Statement:
    """Return the statement with the words in it that answer, when these are sure enough."""
    span = _sure(one)
    if span is None or not any(
        c.start <= span[0] and span[1] <= c.end for c in statement.citations
    ):
        return statement
    found = cite(one.letter, one.letter.text[slice(*span)], span[0])
    return replace(statement, short=(found,) if found else ())


def _sure(one: Candidate) -> Span | None:
    """Return the characters of the short answer, when the reader is sure enough of them."""
    start, end = one.short
    if (
        end - start > SHARE_OF_SENTENCE * (one.end - one.start)
        or one.chance < settings().short_from
    ):
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
    if LEANING.match(one.text):
        start = _before(letter, start)
    return [(letter, ((start, end),))]


def _in_item(one: Candidate, item: Span) -> tuple[Span, ...]:
    """Return the sentence of a long item of a list, and before it what the item is called."""
    letter, start = one.letter, one.start
    name = sentence_spans(letter.text, *item)[0]
    named = name[1] - name[0] <= LONGEST_NAME
    if named and start < name[1]:
        return (item,)
    if LEANING.match(one.text):
        start = max(_before(letter, start), item[0])
    sentence = (start, one.end)
    return (name, sentence) if named and name[1] <= start else (sentence,)


def _before(letter: Letter, start: int) -> int:
    """Return where the sentence before begins, when it stands in the same paragraph."""
    paragraph = letter.text.rfind("\n\n", 0, start)
    paragraph = 0 if paragraph < 0 else paragraph + 2
    earlier = sentence_spans(letter.text, paragraph, start)
    return earlier[-1][0] if earlier else start


def proved(places: Iterable[Place]) -> tuple[Statement, ...]:
    """Return a statement for each place, without those that overlap one before."""
    kept: list[Place] = []
    for letter, spans in places:
        start, end = spans[-1]
        said = (earlier[-1] for own, earlier in kept if own == letter)
        if not any(start < e and s < end for s, e in said):
            kept.append((letter, spans))
    return tuple(filter(None, (_statement(*place) for place in kept)))


def _statement(letter: Letter, spans: Iterable[Span]) -> Statement | None:
    cited = [cite(letter, letter.text[start:end], start) for start, end in spans]
    found = tuple(filter(None, cited))
    if len(found) < len(cited):
        return None
    return Statement(" ".join(one.quote for one in found), found)


def shown_short(statement: Statement) -> str:
    """Return the words that answer on one line; empty when there are none."""
    return ", ".join(" ".join(one.quote.split()) for one in statement.short)
