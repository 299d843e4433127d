from __future__ import annotations

from index import content_lemmas
from index.dutch.spelling import Vocabulary
from index.dutch.synonyms import read_terms
from index.words.groups import Analysed, Term, WordGroup
from index.words.question_words import analysed

HELD = {"thuiszorg": 3, "vrouwenopvang": 2, "mantelzorger": 9, "wmo": 5, "loket": 4, "gemeente": 9}


def asked(question: str) -> Analysed:
    return analysed(question, Vocabulary(HELD), read_terms())


def group(found: Analysed, word: str) -> WordGroup:
    return next(one for one in found.groups if one.word == word)


def phrases(found: WordGroup) -> set[tuple[str, ...]]:
    return {one.words for one in found.alternatives if one.field == "lemmas"}


def test_stop_words_go_and_negations_stay() -> None:
    assert [one.word for one in asked("Wanneer hoeft de gemeente niet?").groups] == [
        "hoeven",
        "gemeente",
        "niet",
    ]


def test_verbs_count_when_there_is_nothing_else() -> None:
    assert [one.word for one in asked("Wat doet u?").groups] == ["doen"]
    assert asked("Wat is dat en hoe?").groups == ()
    assert asked("").groups == ()


def test_weights_are_in_range_and_the_word_itself_comes_first() -> None:
    for one in asked("Wat kost hulp bij het huishouden en een scootmobiel in 2015?").groups:
        assert one.alternatives[0] == Term((one.word,), 1.0)
        assert all(0 < other.weight <= 1 for other in one.alternatives)


def test_abbreviations_are_searched_in_full_and_back() -> None:
    assert ("persoonsgebonden", "budget") in phrases(group(asked("Wat is een pgb?"), "pgb"))
    back = asked("Wat is een persoonsgebonden budget?")
    assert ("pgb",) in phrases(group(back, "budget"))
    assert ("pgb",) in phrases(group(back, "persoonsgebonden"))


def test_capitals_tell_an_abbreviation_from_a_word() -> None:
    assert ("zorg", "in", "natura") in phrases(group(asked("Kan ik ZIN krijgen?"), "zin"))
    assert ("zorg", "in", "natura") not in phrases(group(asked("Heeft bezwaar zin?"), "zin"))


def test_words_are_joined_as_the_letters_join_them() -> None:
    assert ("thuiszorg",) in phrases(group(asked("thuis zorg"), "zorg"))
    assert ("vrouwenopvang",) in phrases(group(asked("opvang voor vrouwen"), "opvang"))


def test_compounds_are_searched_by_their_parts() -> None:
    found = group(asked("wmoloket"), "wmoloket")
    assert Term(("wmo", "loket"), 0.6, "parts") in found.alternatives


def test_typing_errors_are_mended_and_told() -> None:
    found = asked("Krijgen mantelzrogers hulp?")
    assert found.mended == (("mantelzrogers", "mantelzorger"),)
    assert group(found, "mantelzorger")


def test_names_and_abbreviations_are_not_mended() -> None:
    assert asked("McKinzie GEMEENTR wmo2 hbh").mended == ()


def test_dates_and_numbers_have_a_fixed_spelling() -> None:
    assert (
        Term(("d:2027-01-01",), 1.0, "exact")
        in group(asked("per 1-1-2027"), "d:2027-01-01").alternatives
    )
    assert any(
        one.words == ("n:2600000",) for one in group(asked("2,6 miljoen"), "2,6").alternatives
    )


def test_what_hyphens_hide_is_searched() -> None:
    assert ("zorgakkoord",) in phrases(group(asked("zorg- en welzijnsakkoord"), "zorg"))


def test_words_such_as_waartegen_are_no_typing_errors() -> None:
    held = Vocabulary({"ervaren": 5, "gemeente": 9})
    found = analysed("Kijkt de gemeente ernaar?", held, read_terms())
    assert found.mended == ()


def test_either_apostrophe_finds_the_other() -> None:
    assert ("ggd’s",) in phrases(group(asked("Wat doen GGD's?"), "ggd's"))
    assert ("ggd's",) in phrases(group(asked("Wat doen GGD’s?"), "ggd’s"))


def test_small_digits_are_digits() -> None:
    assert content_lemmas("10 m² en CO₂") == content_lemmas("10 m2 en CO2")
