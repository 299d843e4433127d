"""Whether what an answer cites is the evidence: the characters, the page and the section."""

from __future__ import annotations

from collections.abc import Mapping

from corpus import Letter
from eval.measures.matching import stands
from eval.measures.measures import Score
from eval.question_set import Evidence, Question
from qa import Citation

Letters = Mapping[str, Letter]
"""The letters of the index, read afresh, by id."""
_Place = tuple[Letter, list[tuple[int, int]]]


def judge_citations(
    question: Question, citations: tuple[Citation, ...], letters: Letters
) -> dict[str, Score]:
    """Return precision, recall, right letter, page and section; all 0 without citations.

    Precision is the share of citations that are right. Recall is the share of an evidence
    entry's strings that stand whole inside a citation, of the entry that does best, because any
    entry suffices. The letter is judged by the first citation; page and section are right when
    one of the citations of that letter names those of the evidence, and are judged only where
    the letter has them.
    """
    places = [place for one in question.evidence for place in _places(one, letters)]
    right = sum(is_right(question, citation, letters) for citation in citations)
    wanted = {evidence.letter for evidence in question.evidence}
    scores = {
        "cite_precision": Score(right / max(len(citations), 1)),
        "cite_recall": Score(max((_covered(place, citations) for place in places), default=0.0)),
        "right_letter": Score(float(any(one.letter.id in wanted for one in citations[:1]))),
    }
    if any(letter.page_starts for letter, _ in places):
        scores["right_page"] = Score(float(any(_names_page(one, places) for one in citations)))
    if any(letter.section_at(spans[0][0]) for letter, spans in places):
        scores["right_section"] = Score(float(any(_names_section(o, places) for o in citations)))
    return scores


def is_right(question: Question, citation: Citation, letters: Letters) -> bool:
    """Tell whether a citation shares characters with a place where the evidence stands."""
    return any(
        letter.id == citation.letter.id and start < citation.end and citation.start < end
        for evidence in question.evidence
        for letter, spans in _places(evidence, letters)
        for start, end in spans
    )


def _places(evidence: Evidence, letters: Letters) -> list[_Place]:
    letter = letters.get(evidence.letter)
    return [(letter, spans) for spans in stands(evidence, letter)] if letter else []


def _covered(place: _Place, citations: tuple[Citation, ...]) -> float:
    """Return the share of the strings that stand whole inside a citation, in [0, 1]."""
    letter, spans = place
    own = [one for one in citations if one.letter.id == letter.id]
    inside = [any(one.start <= start and end <= one.end for one in own) for start, end in spans]
    return sum(inside) / len(inside)


def _names_page(citation: Citation, places: list[_Place]) -> bool:
    return any(
        letter.id == citation.letter.id and set(letter.pages(*span)) & set(citation.pages)
        for letter, spans in places
        for span in spans
    )


def _names_section(citation: Citation, places: list[_Place]) -> bool:
    return any(
        letter.id == citation.letter.id and letter.section_at(start) == citation.section
        for letter, spans in places
        for start, _ in spans
    )
