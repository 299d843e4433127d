from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus import Letter, LetterDate, Passage, Section
from index import Explanation, Filter, Match, Retriever, build_index, explained
from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import Terms, read_terms
from index.words.lexical import LexicalIndex
from index.words.matches import word_matches

TEXT = (
    "Vervoer\n\nDe gemeente betaalt het regiotaxivervoer. Daar is 5 miljoen euro voor per "
    "1 januari 2027, zegt het Centraal Administratie Kantoor. De dak- en thuislozen krijgen "
    "thuiszorg en een toets van hun vermogen.\n\n1 De mantelzorger betaalt niets.\n"
)
SENDER = "M. Voorbeeld, minister van Volksgezondheid"
LETTER = Letter(
    "vervoer",
    "Vervoersbrief",
    TEXT,
    "",
    date=LetterDate(2024, 6, 17),
    sender=SENDER,
    sections=(Section(0, 7, 1),),
)


def matched(question: str) -> tuple[dict[str, Match], tuple[str, ...]]:
    from index.dutch.lemmas import lemmas
    from index.words.question_words import analysed

    listed = read_terms()
    asked = analysed(question, Vocabulary(dict.fromkeys(lemmas(TEXT), 1)), listed)
    found, missing = word_matches(question, asked, Passage(LETTER, 0, len(TEXT)), listed, Terms({}))
    return {one.asked: one for one in found}, missing


@pytest.mark.parametrize(
    ("question", "asked", "found", "way"),
    [
        ("Wat doen gemeenten?", "gemeenten", "gemeente", "word"),
        ("Rijdt de regiotaxi?", "regiotaxi", "regiotaxivervoer", "compound"),
        ("Komt er een vermogenstoets?", "vermogenstoets", "vermogen + toets", "parts"),
        ("Wat zegt het CAK?", "CAK", "Centraal Administratie Kantoor", "synonym"),
        ("Wie heeft zorg thuis?", "thuis", "thuiszorg", "joined"),
        ("Wat kost 5.000.000 euro?", "5.000.000", "5 miljoen", "notation"),
        ("Wat gaat in op 1-1-2027?", "1-1-2027", "1 januari 2027", "notation"),
        ("Wie zijn de daklozen?", "daklozen", "daklozen", "root"),
        ("Wat betaalt een mantelzroger?", "mantelzorger", "mantelzorger", "word"),
    ],
)
def test_each_way_to_match_a_word_is_named(question: str, asked: str, found: str, way: str) -> None:
    matches, _ = matched(question)
    assert (" + ".join(matches[asked].found), matches[asked].way) == (found, way)


def test_words_above_the_text_count_less() -> None:
    matches, missing = matched("Wat schrijft de minister over de ruimtevaart?")
    assert (matches["minister"].place, matches["minister"].weight) == ("heading", 0.6)
    assert missing == ("schrijft", "ruimtevaart")


def of(retriever: Retriever, question: str, only: Filter | None = None) -> list[Explanation]:
    hits = retriever.search(question, 4, only=only)
    found = explained(retriever.evidence(question, only), hits)
    for hit, one in zip(hits, found, strict=True):
        assert one is not None
        assert sum(part.contribution for part in one.parts) == pytest.approx(hit.score)
        for part in one.parts:
            assert part.value == pytest.approx(getattr(hit, part.name))
            assert part.contribution == pytest.approx(part.weight * part.standard)
    return [one for one in found if one]


def test_contributions_add_up_to_the_score(retriever: Retriever) -> None:
    assert of(retriever, "Wat is de eigen bijdrage voor huishoudelijke hulp?")


def test_ranks_are_those_of_the_legs(retriever: Retriever) -> None:
    question = "Binnen hoeveel weken besluit de gemeente?"
    only = Filter(letters=("2024-06-17-termijn",))
    for chosen in (None, only):
        hits = retriever.search(question, 4, only=chosen)
        for hit, one in zip(hits, of(retriever, question, chosen), strict=True):
            dense = retriever.search(question, 50, "dense", chosen)
            assert one.dense is not None
            assert dense[one.dense - 1].dense == pytest.approx(hit.dense)
            if one.lexical is not None:
                lexical = retriever.search(question, 50, "lexical", chosen)
                assert lexical[one.lexical - 1].lexical == pytest.approx(hit.lexical)


def test_a_passage_without_a_word_of_the_question_has_no_rank_by_word(
    retriever: Retriever,
) -> None:
    found = of(retriever, "Rijdt de zeppelin?")
    assert [one.lexical for one in found] == [None] * len(found)
    assert all(not one.matches for one in found)


def test_words_that_name_the_letter_are_told(retriever: Retriever) -> None:
    question = "Wat is de termijn volgens de laatste brief, die van 2024?"
    hits = retriever.search(question, 4)
    for hit, one in zip(hits, of(retriever, question), strict=True):
        new = hit.passage.letter.id.startswith("2024")
        named = [(word.word, word.by) for word in one.letter]
        assert named == ([("2024", "date"), ("laatste", "newest")] if new else [])


def test_a_hit_that_was_not_weighed_has_no_explanation(retriever: Retriever) -> None:
    (hit,) = retriever.search("eigen bijdrage", 1)
    gone = replace(hit, number=99)
    assert explained(retriever.evidence("eigen bijdrage"), [gone]) == [None]


def test_typing_errors_are_mended(retriever: Retriever) -> None:
    assert retriever.mended("Wat is de eigne bijdraeg?")[-1] == ("bijdraeg", "bijdrage")
    assert retriever.mended("Wat is de eigen bijdrage?") == ()


def test_what_the_letters_explain_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in {
        "a": "De Raad voor het Vervoer Oost (RVO) geeft advies.",
        "b": "Het advies van de RVO volgt in mei.",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index([folder], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    assert LexicalIndex.open(retriever.folder, retriever._store).learned.expansions
    question = "Wat zegt de Raad voor het Vervoer Oost?"
    ways = {match.way for one in of(retriever, question) for match in one.matches}
    assert "abbreviation" in ways
