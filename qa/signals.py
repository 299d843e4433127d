"""What speaks for and against that the letters answer a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from corpus import Letter, sentence_spans
from index import Hit, embedded_text
from qa.asked import Asked
from qa.candidates import Candidate
from qa.expected import Kind, holds, sure_kind
from qa.premise import letter_dates, missing_names, names_of, new_names, years_of
from qa.quantity import quantity_of

TOP = 3
# The letter says that the answer is yet to come.
PENDING = re.compile(
    r"\b(?:nog niet|verschijnt|volgt|wordt (?:nog )?(?:onderzocht|verkend|uitgewerkt)"
    r"|is\b.{0,60}\b(?:gestart|begonnen)|zal .{0,60}(?:verschijnen|worden)"
    r"|zullen .{0,60}worden|nader(?:e)? te bepalen|nog (?:geen|te)|in voorbereiding)\b",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"\b(?:conclusie\w*|uitkomst\w*|resultaat|resultaten|eind(?:advies|rapport)\w*|advise\w+|advies"
    r"|oordeel\w*|oordeelde|raadt|bleek|blijkt|bevindingen|aanbeveling\w*|waarom)\b",
    re.IGNORECASE,
)

NAMES_LETTER = re.compile(r"\b(?:\w*brief|\w*rapportage|schreef|meldde|stond er)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signals:
    """What is weighed; flags are 0 or 1, shares lie in [0, 1], cosines in [-1, 1].

    ``passage``, ``sentence``, ``words``: how near the best passage and sentence come as a whole
    and word by word; ``weakest``: the question's word that comes least near; ``coverage`` of the
    question's words around the best sentence; ``lost``: the largest share of one word that is not
    there. ``quantity``: -1 when a number of some unit is asked for and none of the best sentences
    gives one, 1 when one does, else 0; ``kind``: the same for a date or name. ``years`` and
    ``names``: the share of those in the question that the best passage lacks. ``pending``: a
    result is asked for, and the letter says that it is yet to come. ``lead`` of the best sentence
    over the fourth. ``length`` of the question in words that carry meaning, in tens.
    """

    passage: float
    sentence: float
    words: float
    weakest: float
    coverage: float
    lost: float
    quantity: float
    kind: float
    years: float
    names: float
    pending: float
    lead: float
    length: float


def signals_of(asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate]) -> Signals:
    """Return what is weighed about the best sentences; ``found`` has the best first."""
    if not found:
        return Signals(*([0.0] * 13))
    best = found[0]
    nearby = around(best)
    near = found[:TOP]
    return Signals(
        passage=max(hit.dense for hit in hits),
        sentence=max(one.features.cosine for one in found),
        words=best.features.words,
        weakest=max(one.weakest for one in near),
        coverage=asked.share(nearby),
        lost=_lost(asked, nearby),
        quantity=_quantity(asked.text, near),
        kind=_kind(asked, near),
        years=_years(asked.text, best),
        names=_names(asked.text, best),
        pending=float(bool(RESULT.search(asked.text) and PENDING.search(best.text))),
        lead=best.score - found[min(TOP, len(found) - 1)].score,
        length=len(asked.weights) / 10,
    )


def as_signal_row(signals: Signals) -> list[float]:
    """Return the signals as numbers, in order of the fields."""
    return list(asdict(signals).values())


def around(one: Candidate) -> str:
    """Return a sentence with its neighbours, its headings, and the letter's particulars."""
    letter = one.letter
    start, end = _window(letter, one.start, one.end)
    return " ".join([_particulars(letter), *letter.section_at(one.start), letter.text[start:end]])


def _particulars(letter: Letter) -> str:
    date = f"{letter.date.in_words()} {letter.date.year}" if letter.date else ""
    return f"{letter.title} {date} {letter.sender} {letter.kind}"


def _window(letter: Letter, start: int, end: int) -> tuple[int, int]:
    """Return the characters from the sentence before to the one after, within the paragraphs."""
    before = sentence_spans(letter.text, max(0, start - 600), start)
    after = sentence_spans(letter.text, end, min(len(letter.text), end + 600))
    return (before[-1][0] if before else start), (after[0][1] if after else end)


def _lost(asked: Asked, around: str) -> float:
    total = sum(asked.weights.values())
    held = {word for word in asked.weights if asked.holds(word, around)}
    lost = [weight for word, weight in asked.weights.items() if word not in held]
    return max(lost, default=0.0) / total if total else 0.0


def _quantity(question: str, near: Sequence[Candidate]) -> float:
    """Return 1 or -1 when a number is asked for, of the year that the question names, else 0."""
    wanted = quantity_of(question)
    if wanted is None:
        return 0.0
    given = [one for one in near if wanted.given_in(one.text)]
    return 1.0 if any(_years(question, one) < 1 for one in given) else -1.0


def _kind(asked: Asked, near: Sequence[Candidate]) -> float:
    kind = sure_kind(asked.kinds)
    if kind is Kind.NAME:
        return 1.0 if any(new_names(asked.text, one.text) for one in near) else -1.0
    if kind in (Kind.START, Kind.DATE):
        return 1.0 if any(holds(kind, one.text) for one in near) else -1.0
    return 0.0


def _years(question: str, one: Candidate) -> float:
    """Return the share of the question's years that a sentence does not speak of.

    A sentence without a year speaks of those beside it and of the letter's.
    """
    asked = years_of(question)
    if not asked:
        return 0.0
    letter = one.letter
    spoken = years_of(one.text) or years_of(around(one))
    if letter.date and NAMES_LETTER.search(question):
        spoken |= {letter.date.year}
    return len(asked - spoken) / len(asked)


def _names(question: str, one: Candidate) -> float:
    """Return the share of the question's names that passage and letter do not speak of.

    A letter that is named by its date and is not this one counts as a name that is missing.
    """
    letter, asked = one.letter, names_of(question)
    if any(
        letter.date is None or date != letter.date.in_words() for date in letter_dates(question)
    ):
        return 1.0
    if not asked:
        return 0.0
    text = f"{embedded_text(one.hit.passage)} {_particulars(letter)}"
    return len(missing_names(question, text)) / len(asked)
