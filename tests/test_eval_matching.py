import pytest

from corpus import Footnote, Letter, Passage
from eval import Evidence, Question, fact_met, fold, relevant


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("De  Wmo\n2015", "de wmo 2015"),
        ("Cliëntondersteuning, INWONERS!", "cliëntondersteuning inwoners"),
        ("clie\u0308nt", "cliënt"),
        ("onder-\nsteuning", "ondersteuning"),
        ("onder-  \n  steuning", "ondersteuning"),
        ("onder\u00adsteuning en onder\ufffe\nsteuning", "ondersteuning en ondersteuning"),
        ("in-\nen uitstroom", "in en uitstroom"),
        ("Wmo-voorziening", "wmo voorziening"),
        ("2016-\n2018", "2016 2018"),
        ("€ 2,6 mln., 85%", "€ 2,6 mln 85 %"),
        ("290.000 huishoudens.", "290.000 huishoudens"),
        ("€\u00a019", "€ 19"),
        ("steunpunten¹² en huishoudens3", "steunpunten 1 2 en huishoudens 3"),
        ("pro\ufb01el", "profiel"),
        ("‘eigen bijdrage’ (CAK)", "eigen bijdrage cak"),
        ("... - ...", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("wanted", "text", "met"),
    [
        ("278", "Er zijn 278 steunpunten.", True),
        ("278", "Er zijn 1278 steunpunten.", False),
        ("278", "Er zijn 278.000 steunpunten.", False),
        ("2,6 mln", "2,6\nmln euro", True),
        ("6 mln", "2,6 mln euro", False),
        ("85%", "85 % van de mensen", True),
        ("85%", "85 mensen", False),
        ("arts", "Het starts hier", False),
        ("Huisarts", "de huisarts.", True),
    ],
)
def test_a_fact_is_met_by_whole_words_and_numbers(wanted: str, text: str, met: bool) -> None:
    assert fact_met([wanted], text) is met


def test_one_alternative_suffices() -> None:
    assert fact_met(["80%", "80 procent"], "Het is 80 procent.")
    assert not fact_met(["80%", "80 procent"], "")


BODY = "Er zijn 278 steunpunten. Daarvan zijn er 12 nieuw."
NOTE = "Bron: Movisie, 2021."
LETTER = Letter(
    id="brief",
    title="Brief",
    text=f"{BODY}\n\n{NOTE}",
    sha256="",
    footnotes=(Footnote(24, len(BODY) + 2, len(BODY) + 2 + len(NOTE), "1"),),
)
FIRST = Passage(LETTER, 0, 24)
SECOND = Passage(LETTER, 25, len(BODY))


def asked(*evidence: Evidence) -> Question:
    return Question("q", "Hoeveel?", "factoid", True, "dev", evidence)


def test_relevant_needs_every_string_of_one_entry() -> None:
    assert relevant(asked(Evidence("brief", ("278 steunpunten",))), FIRST)
    assert not relevant(asked(Evidence("brief", ("278 steunpunten", "12 nieuw"))), FIRST)
    assert relevant(asked(Evidence("brief", ("999",)), Evidence("brief", ("12 nieuw",))), SECOND)


def test_strings_of_two_entries_do_not_add_up() -> None:
    whole = Passage(LETTER, 0, len(BODY))
    question = asked(Evidence("brief", ("278", "999")), Evidence("brief", ("12 nieuw", "998")))
    assert not relevant(question, whole)


def test_relevant_needs_the_letter() -> None:
    assert not relevant(asked(Evidence("andere", ("278 steunpunten",))), FIRST)


def test_a_footnote_counts_for_the_passage_that_holds_its_marker() -> None:
    question = asked(Evidence("brief", ("278", "Movisie")))
    assert relevant(question, FIRST)
    assert not relevant(asked(Evidence("brief", ("Movisie",))), SECOND)


def test_nothing_is_relevant_to_an_unanswerable_question() -> None:
    assert not relevant(Question("q", "Hoe?", "unanswerable_far", False, "dev"), FIRST)
