"""What speaks for and against that the letters answer a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from corpus import sentence_spans
from index import Hit, embedded_text
from qa.asked import Asked
from qa.candidates import Candidate
from qa.demand import NAMED, Demand, Want, demand_of
from qa.names import missing_names
from qa.premise import figures_of, letter_dates, particulars, years_of
from qa.tables import read

TOP = 3
FIRST = 5  # passages
BESIDE = 250  # characters between the beginnings of sentences that are read together
STEP = 0.5  # what a sentence counts less for by the score of one beside it
LEAST = -3.0  # a sentence that is further behind the best one is not about the same thing
LEAST_WORDS = -0.15
FURTHEST = 4.0  # behind the best, what may still be the sentence that answers
# What someone found or said, and the words by which a letter tells that it is yet to come.
RESULT = re.compile(
    r"\b(?:conclusies?|uitkomst\w*|resultaat|resultaten|eind(?:advies|rapport)\w*|advise\w+|advies"
    r"|oordeel\w*|oordeelde|raadt|besloot|besloten|bevindingen|aanbeveling\w*|zegt|zei|vond|vindt"
    r"|stond er|staat er|stelt|schreef)\b",
    re.IGNORECASE,
)
PENDING = re.compile(
    r"\b(?:nog (?:niet|geen|te)|verschijnt|volgt|momenteel|op dit moment|voorgenomen|lopende?"
    r"|voor advies|ter toetsing|(?:is|was|bezig)\b.{0,60}\b(?:gestart|begonnen|bezig|uitvoering)"
    r"|zal|zullen|wil ik|ga ik|overleg ik|ontvangt u|voornemens|nader(?:e)? te bepalen"
    r"|in voorbereiding|toegezegd)\b",
    re.IGNORECASE,
)
WHY = re.compile(r"^\W*waarom\b", re.IGNORECASE)
NAMES_LETTER = re.compile(r"\b(?:\w*brief|\w*rapportage|schreef|meldde|stond er)\b", re.IGNORECASE)
QUALIFIER = re.compile(r"\b(?:per|elke?|iedere?) (\w+)|\b(gemiddeld)", re.IGNORECASE)
AS_ADVERB = {"dag": "dagelijks", "week": "wekelijks", "maand": "maandelijks"}


@dataclass(frozen=True, slots=True)
class Signals:
    """What is weighed; flags are 0 or 1, shares lie in [0, 1], cosines in [-1, 1].

    ``passage`` and ``sentence``: how near the best of these come; ``maxsim``: the same of passages
    by late interaction; ``held``: the largest share of the question's words in one of the first
    passages; ``coverage``: that share around the best sentence, ``lost``: the largest share of one
    word that is not there; ``score`` of the best sentence and its ``lead`` over the fourth;
    ``length`` of the question in words that carry meaning, in tens.

    ``typed``: the question demands a figure, date or name, ``named``: a name. ``value`` (a figure
    or date) and ``name``: how far the best sentence that gives it is behind the best of all
    sentences, in [-3, 0]; ``value_words``: the same of a figure by words, in [-0.15, 0].

    ``years`` and ``figures``: the share of those in the question that the answering sentence, or
    its passage, does not speak of; ``names``: there is a name that it does not speak of;
    ``letter``: the question names a letter by its date, and the sentence is of another;
    ``qualifier``: an amount "per ..." or "gemiddeld" is asked for, and that is not said; ``why``: a
    reason is asked for; ``result``: it asks what someone found or said, ``pending``: and that is
    yet to come.
    """

    passage: float = 0.0
    sentence: float = 0.0
    maxsim: float = 0.0
    held: float = 0.0
    coverage: float = 0.0
    lost: float = 0.0
    score: float = 0.0
    lead: float = 0.0
    length: float = 0.0
    typed: float = 0.0
    named: float = 0.0
    value: float = 0.0
    value_words: float = 0.0
    name: float = 0.0
    years: float = 0.0
    names: float = 0.0
    figures: float = 0.0
    letter: float = 0.0
    qualifier: float = 0.0
    why: float = 0.0
    result: float = 0.0
    pending: float = 0.0


NAMES = tuple(field.name for field in fields(Signals))


def signals_of(asked: Asked, hits: Sequence[Hit], found: Sequence[Candidate]) -> Signals:
    """Return what is weighed about the sentences; ``found`` has the best first."""
    if not found:
        return Signals()
    question, best = asked.read, found[0]
    demand = demand_of(question)
    giving = _giving(question, demand, found)
    answering = answering_of(question, found)
    nearby = around(best)
    result = bool(RESULT.search(question)) and not PENDING.search(question)
    return Signals(
        passage=max(hit.dense for hit in hits),
        sentence=max(one.features.cosine for one in found),
        maxsim=max(hit.maxsim for hit in hits),
        held=max(asked.covered(hit.passage) for hit in hits[:FIRST]),
        coverage=asked.share(nearby),
        lost=_lost(asked, nearby),
        score=best.score,
        lead=best.score - found[min(TOP, len(found) - 1)].score,
        length=len(asked.weights) / 10,
        **_demanded(demand, giving, found),
        years=lacking_years(question, answering),
        names=_names(question, answering),
        figures=_figures(question, answering),
        letter=_letter(question, answering),
        qualifier=_qualifier(question, demand, answering),
        why=float(bool(WHY.search(question))),
        result=float(result),
        pending=float(result and bool(PENDING.search(answering.text))),
    )


def as_signal_row(signals: Signals) -> list[float]:
    """Return the signals as numbers, in order of the fields."""
    return list(asdict(signals).values())


def answering_of(question: str, found: Sequence[Candidate]) -> Candidate:
    """Return the sentence that would answer: the best that gives what the question demands."""
    giving = _giving(question, demand_of(question), found)
    near = [one for one in giving if one.score >= found[0].score - FURTHEST]
    return near[0] if near else found[0]


def around(one: Candidate) -> str:
    """Return a sentence with its neighbours, its headings, and the letter's particulars."""
    letter = one.letter
    return " ".join([particulars(letter), *letter.section_at(one.start), _window(one), _read(one)])


def _read(one: Candidate) -> str:
    return read(one.letter, one.start, one.end)


def _window(one: Candidate) -> str:
    """Return a sentence with the one before and the one after it, within the paragraphs."""
    letter, start, end = one.letter, one.start, one.end
    before = sentence_spans(letter.text, max(0, start - 600), start)
    after = sentence_spans(letter.text, end, min(len(letter.text), end + 600))
    return letter.text[before[-1][0] if before else start : after[0][1] if after else end]


def _lost(asked: Asked, nearby: str) -> float:
    total = sum(asked.weights.values())
    lost = [weight for word, weight in asked.weights.items() if not asked.holds(word, nearby)]
    return max(lost, default=0.0) / total if total else 0.0


def _giving(question: str, demand: Demand | None, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences that give what is demanded, of a year that the question names."""
    if demand is None:
        return []
    given = (one for one in found if demand.given_in(_read(one)))
    return [one for one in given if lacking_years(question, one) < 1]


def _demanded(
    demand: Demand | None, giving: Sequence[Candidate], found: Sequence[Candidate]
) -> dict[str, float]:
    """Return the signals about what is demanded."""
    if demand is None:
        return {}
    nearest = max((_score(one, found) for one in giving), default=0.0)
    behind = max(nearest - found[0].score, LEAST) if giving else LEAST
    named = demand.want in NAMED
    kind = "name" if named else "value"
    signals = {"typed": 1.0, "named": float(named), kind: behind}
    if demand.want is Want.QUANTITY:
        most = max(one.features.words for one in found)
        nearest = max((one.features.words for one in giving), default=0.0)
        signals["value_words"] = max(nearest - most, LEAST_WORDS)
    return signals


def _score(one: Candidate, found: Sequence[Candidate]) -> float:
    """Return the score of a sentence, or, a step less, of one just before or after it."""
    return max(
        other.score - (STEP if other is not one else 0)
        for other in found
        if other.letter.id == one.letter.id
        and one.start - BESIDE <= other.start <= one.start + BESIDE
    )


def lacking_years(question: str, one: Candidate) -> float:
    """Return the share of the question's years that a sentence does not speak of.

    A sentence without a year speaks of those beside it, or else of the letter's own.
    """
    asked = years_of(question)
    if not asked:
        return 0.0
    spoken = years_of(_read(one)) or years_of(_window(one))
    if one.letter.date and (not spoken or NAMES_LETTER.search(question)):
        spoken |= {one.letter.date.year}
    return len(asked - spoken) / len(asked)


def _whole(one: Candidate) -> str:
    return f"{embedded_text(one.hit.passage)} {particulars(one.letter)}"


def _names(question: str, one: Candidate) -> float:
    return float(bool(missing_names(question, _whole(one))))


def _figures(question: str, one: Candidate) -> float:
    asked, text = figures_of(question), _whole(one)
    return sum(figure not in text for figure in asked) / len(asked) if asked else 0.0


def _letter(question: str, one: Candidate) -> float:
    date = one.letter.date.in_words().casefold() if one.letter.date else ""
    return float(any(asked != date for asked in letter_dates(question)))


def _qualifier(question: str, demand: Demand | None, one: Candidate) -> float:
    """Return 1 when a quantity is asked per something, or on average, and that is not said."""
    if demand is None or demand.want is not Want.QUANTITY:
        return 0.0
    said = _window(one).casefold()
    asked = [(per or mean).casefold() for per, mean in QUALIFIER.findall(question)]
    return float(
        any(word[:6] not in said and AS_ADVERB.get(word, word) not in said for word in asked)
    )
