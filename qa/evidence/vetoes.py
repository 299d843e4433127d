"""The rules by which a sentence cannot be the answer, whatever the reader says of it.

What a question names for certain, the sentence, its surroundings or its letter has to speak of.
Each rule is one function in :data:`VETOES`; what each adds was measured on letters that nothing was
tuned on (``docs/benchmark.md``), but for that about empty fields, which few letters have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from corpus import is_label, references, sentence_spans
from qa.evidence.candidates import Candidate
from qa.evidence.digressions import turns_aside
from qa.evidence.empty_fields import of_an_empty_field
from qa.questions.names import names_asked, speaks_of
from qa.questions.premise import letter_dates, particulars, years_of
from qa.text.letter_frame import SALUTATION
from qa.text.lists import list_at
from qa.text.quoted_questions import is_inquiry
from qa.text.tables import read

NOT_TICKED = "☐"
SUBJECT_LINE = re.compile(r"\W*(?:Betreft|Onderwerp)\b", re.IGNORECASE)
SAYS_FIGURES = re.compile(r"\d|[|:€%]")
NUMBERING = re.compile(r"^\W*\d[\d.]*")
ASKS_REFERENCE = re.compile(
    r"\b(?:kamerstuk\w*|dossier\w*|\w*nummer|kenmerk|artikel\w*|lid|noot|voetnoot|wet\w*|motie|bron"
    r"|vind\w*|waar|bijlage\w*|bladzijde|pagina|website)\b",
    re.IGNORECASE,
)
REFERS = re.compile(r"\W*Zie\b")
BARE = 0.25  # of a sentence, what at most stands beside the references in it
NAMES_LETTER = re.compile(r"\b(?:\w*brief|\w*rapportage|schreef|meldde|stond er)\b", re.IGNORECASE)


def of_another_year(question: str, one: Candidate) -> bool:
    """Whether the question names years, and the sentence speaks of none of them."""
    return lacking_years(question, one) >= 1


def of_another_letter(question: str, one: Candidate) -> bool:
    """Whether the question names a letter by its date, and the sentence is of another."""
    asked, known = letter_dates(question), one.letter.date
    if not asked or known is None or not known.day:
        return False
    return known.in_words().casefold() not in asked


def of_another_name(question: str, one: Candidate) -> bool:
    """Whether the question names persons, places or bodies, and the letter speaks of none."""
    names = [name for name in names_asked(question) if not NAMES_LETTER.fullmatch(name)]
    whole = f"{particulars(one.letter)} {one.letter.text}"
    return bool(names) and not any(speaks_of(whole, name) for name in names)


def of_another_matter(question: str, one: Candidate) -> bool:
    """Whether the sentence stands in a section that turns from the letter's subject to another."""
    return turns_aside(question, one.letter, one.start)


def of_no_statement(question: str, one: Candidate) -> bool:
    """Whether the sentence says nothing: a heading, salutation, question, or bare reference.

    Nor does a box that is not ticked, or what leads up to something that does not follow. A heading
    with figures or cells is mostly a line of a table. A reference answers who asks for one. What
    stands in a question that the letter answers is of who asked it.
    """
    letter, place, text = one.letter, one.start, one.text.strip()
    if text.startswith(NOT_TICKED) or is_label(text) or _leads_to_nothing(one):
        return True
    if is_inquiry(letter, place) or (SALUTATION.fullmatch(text) and text.endswith(",")):
        return True
    if text.endswith("?") or (SUBJECT_LINE.match(text) and not text.endswith((".", "!"))):
        return True
    if any(head.start <= one.start and one.end <= head.end for head in letter.sections):
        return not SAYS_FIGURES.search(NUMBERING.sub("", text))
    if ASKS_REFERENCE.search(question):
        return False
    cited = sum(one.end - one.start for one in references(text))
    noted = any(one.start <= place < one.end for one in letter.footnotes)
    return bool(noted and REFERS.match(text)) or len(text) - cited <= BARE * len(text)


def _leads_to_nothing(one: Candidate) -> bool:
    return one.text.rstrip().endswith(":") and not list_at(one.letter, one.start, one.end)


Veto = Callable[[str, Candidate], bool]
VETOES: Mapping[str, Veto] = MappingProxyType(
    {
        "year": of_another_year,
        "letter": of_another_letter,
        "name": of_another_name,
        "aside": of_another_matter,
        "statement": of_no_statement,
        "field": of_an_empty_field,
    }
)


def vetoed(question: str, one: Candidate, off: Collection[str] = ()) -> bool:
    """Whether a rule, other than those that are ``off``, says that a sentence cannot answer."""
    return any(veto(question, one) for name, veto in VETOES.items() if name not in off)


def lacking_years(question: str, one: Candidate) -> float:
    """Return the share of the question's years that a sentence does not speak of.

    A sentence without a year speaks of those beside it, or else of the letter's own.
    """
    asked = years_of(question)
    if not asked:
        return 0.0
    spoken = years_of(read(one.letter, one.start, one.end)) or years_of(_window(one))
    if one.letter.date and (not spoken or NAMES_LETTER.search(question)):
        spoken |= {one.letter.date.year}
    return len(asked - spoken) / len(asked)


def around(one: Candidate) -> str:
    """Return a sentence with its neighbours, its headings, and the letter's particulars."""
    letter = one.letter
    own = read(letter, one.start, one.end)
    return " ".join([particulars(letter), *letter.section_at(one.start), _window(one), own])


def _window(one: Candidate) -> str:
    """Return a sentence with the one before and the one after it, within the paragraphs."""
    letter, start, end = one.letter, one.start, one.end
    before = sentence_spans(letter.text, max(0, start - 600), start)
    after = sentence_spans(letter.text, end, min(len(letter.text), end + 600))
    return letter.text[before[-1][0] if before else start : after[0][1] if after else end]
