"""Measures of a ranking, computed by ir_measures so that they are those of the literature.

The library scores a question for which nothing was found 0 and keeps it in the mean, where
pytrec_eval leaves it out. Import happens in the functions: it takes a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from eval.measures.measures import Score

MEASURES = {
    "hit@1": "Success@1",
    "hit@3": "Success@3",
    "hit@5": "Success@5",
    "mrr@10": "RR@10",
    "ndcg@10": "nDCG@10",
    "r@10": "R@10",
}
"""Our keys, and what ir_measures calls the same."""

Judgements = Mapping[str, Mapping[str, int]]
"""By question: by document how relevant it is, 0 or more."""
Rankings = Mapping[str, Sequence[str]]
"""By question: the documents found, best first."""


def score_rankings(judgements: Judgements, rankings: Rankings) -> dict[str, dict[str, Score]]:
    """Return, for every judged question, each measure of its ranking, in [0, 1].

    A question without a ranking scores 0, and so does one to which nothing is relevant.
    """
    import ir_measures

    names = _parsed()
    known = {one: {**found, "": int(not any(found.values()))} for one, found in judgements.items()}
    run = {
        one: {document: float(-rank) for rank, document in enumerate(dict.fromkeys(found))}
        for one, found in rankings.items()
    }
    scores: dict[str, dict[str, Score]] = {one: {} for one in judgements}
    for metric in ir_measures.iter_calc(list(names), known, run):
        scores[metric.query_id][names[metric.measure]] = Score(float(metric.value))
    return scores


def score_ranking(found: Sequence[str], relevant: Mapping[str, int]) -> dict[str, Score]:
    """Return the measures of one ranking, given what is relevant."""
    return score_rankings({"": relevant}, {"": found})[""]


@cache
def _parsed() -> dict[Any, str]:
    """Return our key by the measure of ir_measures."""
    import ir_measures

    return {ir_measures.parse_measure(name): key for key, name in MEASURES.items()}
