from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from conftest import FakeReader

from corpus import Passage
from eval.measures.judging import refused
from index import Filter, Retriever, explained
from qa import (
    MESSAGES,
    Answer,
    ReaderFailed,
    Reading,
    Status,
    Step,
    answer,
    answer_to_json,
    cite,
    hits_to_json,
)
from qa.joined_answers import Part, _told_once
from qa.reading import settings
from ui.export import terminal as printing

pytestmark = pytest.mark.usefixtures("fake_reader")


BETWEEN = replace(settings(), answers_from=0.9, possible_from=0.2, near_from=0.01)


def forced(
    question: str,
    retriever: Retriever,
    monkeypatch: pytest.MonkeyPatch,
    only: Filter | None = None,
) -> Answer:
    """The answer with every threshold at 0: what it would say, whatever its certainty."""
    opened = replace(settings(), answers_from=0.0, possible_from=0.0)
    monkeypatch.setattr("qa.evidence.verdict.settings", lambda: opened)
    return answer(question, retriever, only)


def test_every_statement_is_its_own_quote(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = forced("Wat is de eigen bijdrage voor het huishouden?", retriever, monkeypatch)
    assert found.statements
    assert found.grounded
    for one in found.citations:
        assert one.letter.text[one.start : one.end] == one.quote


def test_a_tampered_statement_is_not_grounded(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = forced("Wat is de eigen bijdrage voor het huishouden?", retriever, monkeypatch)
    first = replace(found.statements[0], text="De eigen bijdrage is 21 euro.")
    assert not replace(found, statements=(first,)).grounded


def test_a_list_comes_whole(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Welke drie uitzonderingen zijn er?", retriever, monkeypatch)
    text = " ".join(one.text for one in found.statements)
    for item in ("minimuminkomen", "mantelzorgers", "kinderen tot 18 jaar"):
        assert item in text


def test_a_newer_letter_is_named(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Besluit de gemeente binnen acht weken?", retriever, monkeypatch)
    cited = {one.letter.id for one in found.citations}
    warned = {one.letter.id for one in found.warnings}
    assert "2024-06-17-termijn" in cited | warned


@pytest.mark.parametrize("question", ["", "   ", "wat is dat?", "?!", "a" * 100_000])
def test_no_question_is_unclear(retriever: Retriever, question: str) -> None:
    assert answer(question, retriever).status is Status.UNCLEAR


def test_every_status_has_its_text() -> None:
    assert set(MESSAGES) == set(Status)
    assert all(MESSAGES[one] for one in Status if one is not Status.ANSWERED)


def test_the_public_shape(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    found = forced("Binnen hoeveel weken besluit de gemeente?", retriever, monkeypatch)
    shape = answer_to_json(found, retriever)
    assert list(shape) == [
        *("question", "searched", "context", "status", "confidence", "short"),
        *("statements", "missing"),
        *("history", "citations", "passages", "warnings", "index"),
    ]
    for one in shape["citations"]:
        letter = next(x for x in retriever.letters() if x.id == one["letter_id"])
        assert letter.text[one["start"] : one["end"]] == one["quote"]
    numbers = {one["n"] for one in shape["citations"]}
    assert all(set(one["citations"]) <= numbers for one in shape["statements"])


def test_cite_wants_the_exact_words(retriever: Retriever) -> None:
    letter = retriever.letters()[0]
    assert cite(letter, "binnen acht weken") is not None
    assert cite(letter, "binnen Acht weken") is None
    assert cite(letter, "binnen negen weken") is None
    assert cite(letter, " ") is None


def test_a_filter_limits_the_answer(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    only = Filter(since=date(2022, 1, 1))
    found = forced("Besluit de gemeente binnen acht weken?", retriever, monkeypatch, only)
    letters = {one.letter.id for one in found.citations} | {
        hit.passage.letter.id for hit in found.hits
    }
    assert letters == {"2024-06-17-termijn"}
    assert answer_to_json(found, retriever)["filter"]["since"] == "2022-01-01"


def test_as_of_a_day_no_later_letter_is_named(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Besluit de gemeente binnen acht weken?"
    only = Filter.as_of(date(2023, 1, 1))
    found = forced(question, retriever, monkeypatch, only)
    assert {one.letter.id for one in found.citations} == {"2021-03-15-termijn"}
    assert found.warnings == ()


def test_a_filter_that_leaves_nothing_is_told(retriever: Retriever) -> None:
    only = Filter(kinds=("besluit",))
    found = answer("Wat is de eigen bijdrage?", retriever, only)
    assert (found.status, found.hits, found.statements) == (Status.NOT_FOUND, (), ())
    shape = answer_to_json(found, retriever)
    (warning,) = shape["warnings"]
    assert (warning["kind"], warning["letter_id"]) == ("filter", None)
    assert "soort 'besluit'" in warning["text"]


def test_mended_typing_errors_are_in_the_answer(retriever: Retriever) -> None:
    found = answer("Wat is de eigen bijdraeg?", retriever)
    assert found.mended == (("bijdraeg", "bijdrage"),)
    assert answer_to_json(found, retriever)["mended"] == [{"typed": "bijdraeg", "read": "bijdrage"}]


def test_passages_are_explained_in_the_public_shape(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    hits = retriever.search(question, 3)
    why = explained(retriever.evidence(question), hits)
    shape = hits_to_json(question, hits, retriever, None, why)
    assert "filter" not in shape
    assert "mended" not in shape
    words = shape["passages"][0]["explain"]["words"]
    assert set(words[0]) == {"asked", "found", "way", "place", "weight"}
    for passage in shape["passages"]:
        total = sum(part["contribution"] for part in passage["explain"]["parts"])
        assert total == pytest.approx(passage["score"], abs=0.001)


def test_twins_are_in_the_public_shape(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    hits = retriever.search(question, 4)
    shape = hits_to_json(question, hits, retriever)
    twins = [twin for passage in shape["passages"] for twin in passage["twins"]]
    assert len(twins) == sum(len(hit.twins) for hit in hits) > 0
    assert set(twins[0]) == {"letter_id", "title", "date", "pages"}


def test_between_the_thresholds_the_best_sentence_is_shown_as_possible(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Hoeveel bedraagt de eigen bijdrage voor een paspoort per maand?"
    monkeypatch.setattr("qa.evidence.verdict.settings", lambda: BETWEEN)
    found = answer(question, retriever)
    assert found.status is Status.POSSIBLE
    assert BETWEEN.possible_from <= found.confidence < BETWEEN.answers_from
    (statement,) = found.statements
    assert "eigen bijdrage" in statement.text
    assert found.grounded
    assert refused(found)
    assert MESSAGES[Status.POSSIBLE] in printing.answer(found)
    shape = answer_to_json(found, retriever)
    assert (shape["status"], len(shape["statements"])) == ("possible", 1)


@pytest.mark.parametrize(
    ("answers", "possible", "status"),
    [
        (0.0, 0.0, Status.ANSWERED),
        (1.1, 0.0, Status.POSSIBLE),
        (1.1, 1.1, Status.NOT_FOUND),
    ],
)
def test_the_thresholds_make_the_status(
    answers: float, possible: float, status: Status, retriever: Retriever,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    chosen = replace(settings(), answers_from=answers, possible_from=possible, near_from=0.0)
    monkeypatch.setattr("qa.evidence.verdict.settings", lambda: chosen)
    found = answer("Wat is de eigen bijdrage voor het huishouden?", retriever)
    assert found.status is status
    assert bool(found.statements) is (status is not Status.NOT_FOUND)
    assert refused(found) is (status is not Status.ANSWERED)


def test_what_nothing_is_near_to_is_off_topic_unless_letters_were_chosen(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = replace(settings(), answers_from=1.1, possible_from=1.1, near_from=1.1)
    monkeypatch.setattr("qa.evidence.verdict.settings", lambda: chosen)
    question = "Wat kost een paspoort in de zomer?"
    assert answer(question, retriever).status is Status.OFF_TOPIC
    only = Filter(letters=("2021-03-15-termijn",))
    assert answer(question, retriever, only).status is Status.NOT_FOUND


class Counting(FakeReader):
    """Keeps which passages were read at once."""

    def __init__(self) -> None:
        self.looks: list[list[str]] = []

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        self.looks.append([one.id for one in passages])
        return super().read(question, passages)


def test_more_is_read_only_where_the_first_passages_do_not_answer(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.ask.READ", 2)
    for question, status, looks in (
        ("Binnen hoeveel weken besluit de gemeente?", Status.ANSWERED, 1),
        ("Wie wint de Elfstedentocht in de zomer van de gemeente?", Status.NOT_FOUND, 2),
    ):
        reader = Counting()
        found = answer(question, retriever, reader=reader)
        assert (found.status, len(reader.looks)) == (status, looks)
        read = [passage for look in reader.looks for passage in look]
        assert sorted(read) == sorted({hit.passage.id for hit in found.hits})
        assert all(len(look) <= 2 for look in reader.looks)


class Fails:
    """A reader that cannot read."""

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        raise ReaderFailed("Het lezen ging niet.")


def test_when_a_reader_fails_the_bundled_one_reads_and_that_is_told(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    plain, found = answer(question, retriever), answer(question, retriever, reader=Fails())
    assert (found.status, found.statements) == (plain.status, plain.statements)
    told = [one for one in found.warnings if one not in plain.warnings]
    assert [(one.kind, one.text) for one in told] == [("language_model", "Het lezen ging niet.")]


def test_a_question_about_two_things_names_the_one_that_is_missing(retriever: Retriever) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden en wie wint de Elfstedentocht?"
    steps: list[Step] = []
    found = answer(question, retriever, tell=steps.append)
    assert found.status is Status.PARTIAL
    assert "Elfstedentocht" in " ".join(found.missing)
    assert all("bijdrage" in one.text for one in found.statements)
    assert not refused(found)
    assert steps == [Step.SEARCH, *[Step.READ, Step.PROVE] * 2]


def test_a_statement_that_answers_both_parts_is_told_once(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Wat is de eigen bijdrage voor het huishouden?"
    plain = forced(question, retriever, monkeypatch).statements[0]
    short = replace(plain, short=plain.citations)
    parts = [Part(question, Status.ANSWERED, 1.0, (one,), ()) for one in (short, plain)]
    assert _told_once(parts) == (plain,)  # half of what was asked is no short answer
    assert _told_once(parts[:1]) == (short,)
    assert _told_once([parts[0], parts[0]]) == (short,)
