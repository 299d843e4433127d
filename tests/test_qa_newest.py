from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from eval.newest import measure, read_pairs
from index import Filter, Retriever, SentenceEncoder
from qa import answer, timeline
from qa.reading import settings


def letters_of(statements: tuple[object, ...]) -> list[str]:
    return [one.citations[0].letter.id for one in statements]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("fake_reader")
def test_the_newest_leads_and_the_older_is_history(retriever: Retriever) -> None:
    found = answer("Binnen hoeveel weken besluit de gemeente over de aanvraag?", retriever)
    assert letters_of(found.statements)[0] == "2024-06-17-termijn"
    assert letters_of(found.history) == ["2021-03-15-termijn"]
    assert not [one for one in found.warnings if one.kind == "newer_letter"]


@pytest.mark.usefixtures("fake_reader")
def test_a_refused_question_about_a_year_names_the_newer_letter(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = replace(settings(), answers_from=1.1, possible_from=1.1, near_from=0.0)
    monkeypatch.setattr("qa.evidence.verdict.settings", lambda: silent)
    question = "Binnen hoeveel weken besluit de gemeente in 2021 over de aanvraag"
    found = answer(f"{question}?", retriever)
    newer = [one.letter.id for one in found.warnings if one.kind == "newer_letter" and one.letter]
    assert (found.statements, newer) == ((), ["2024-06-17-termijn"])
    without = answer(f"{question.replace(' in 2021', '')}?", retriever)
    assert not [one for one in without.warnings if one.kind == "newer_letter"]


@pytest.mark.usefixtures("fake_reader")
def test_an_answered_question_about_a_year_names_the_newer_letter(retriever: Retriever) -> None:
    question = "Binnen hoeveel weken besluit de gemeente in 2021 over de aanvraag?"
    found = answer(question, retriever)
    newer = [one.letter.id for one in found.warnings if one.kind == "newer_letter" and one.letter]
    assert letters_of(found.statements)[0] == "2021-03-15-termijn"
    assert newer == ["2024-06-17-termijn"]


@pytest.mark.usefixtures("fake_reader")
def test_as_of_an_earlier_day_the_older_leads(retriever: Retriever) -> None:
    only = Filter.as_of(date(2023, 1, 1))
    found = answer("Binnen hoeveel weken besluit de gemeente over de aanvraag?", retriever, only)
    assert set(letters_of(found.statements)) == {"2021-03-15-termijn"}
    assert found.history == ()


@pytest.mark.usefixtures("fake_reader")
def test_a_timeline_is_in_order_of_time(retriever: Retriever) -> None:
    found = timeline("Binnen hoeveel weken besluit de gemeente over de aanvraag?", retriever)
    assert letters_of(found) == ["2021-03-15-termijn", "2024-06-17-termijn"]
    for one in found:
        (citation,) = one.citations
        assert citation.letter.text[citation.start : citation.end] == one.text


def test_a_timeline_of_nothing_is_empty(retriever: Retriever) -> None:
    only = Filter.as_of(date(1999, 1, 1))
    assert timeline("Binnen hoeveel weken besluit de gemeente?", retriever, only) == ()


def test_the_pairs_hold_enough_of_each_wording_and_enough_negatives() -> None:
    pairs = read_pairs("test")
    for wording, at_least in (("alike", 5), ("other", 8)):
        alone = [one for one in pairs if one["wording"] == wording and not one["newer"]]
        assert len(alone) >= at_least
    assert len(pairs) == 41
    assert not {one["id"] for one in pairs} & {one["id"] for one in read_pairs("dev")}


@pytest.mark.long
@pytest.mark.encoder
def test_the_newest_position_leads_in_fictional_pairs() -> None:
    measured = measure("test", SentenceEncoder())
    found = measured["alike"]
    counts = found["newest cited first"]
    assert counts.right >= 0.9 * counts.of
    assert found["older one leads where nothing is newer"].right >= 4
    assert found["as of a day between"].right >= 14
    assert found["warnings, recall"].right >= 9
    other = measured["other"]
    assert other["older one is history"].right >= 5  # 1 when only like sentences were compared
    assert other["newest cited first"].right >= 7
