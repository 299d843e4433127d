from pathlib import Path

import numpy as np
import pytest

from corpus import Letter, LetterDate, Passage
from index import Retriever, SentenceEncoder, build_index
from index.ranking.letter_clues import asks_about_letter, is_frame, letter_match
from index.store.letter_table import letter_words

VAN_OOIJEN = letter_words("2022-hoofdlijnenbrief", LetterDate(2022), "M. van Ooijen", "kamerbrief")
VAN_RIJN = letter_words(
    "2015-12-01-wethoudersbrief", LetterDate(2015, 12, 1), "M.J. van Rijn", "wethoudersbrief"
)
LETTERS = [VAN_OOIJEN, VAN_RIJN]


def points_at(question: str) -> list[bool]:
    return list(letter_match(question, LETTERS, 0) > 0)


def test_year_month_sender_and_kind_point_at_a_letter() -> None:
    assert points_at("Wat stond er in 2022 over pgb's?") == [True, False]
    assert points_at("Wat schreef Van Rijn over de eigen bijdrage?") == [False, True]
    assert points_at("Wat vraagt de wethoudersbrief?") == [False, True]
    assert points_at("Wat stond er in december 2015?") == [False, True]


def test_the_newest_letter_is_pointed_at() -> None:
    assert points_at("Wat zegt de nieuwste over pgb's?") == [True, False]


def test_what_names_every_letter_or_none_says_nothing() -> None:
    assert points_at("Hoe werkt het pgb?") == [False, False]
    same = letter_match("Wat stond er in 2022?", [VAN_OOIJEN, VAN_OOIJEN], None)
    assert np.array_equal(same, [0, 0])


@pytest.mark.parametrize(
    "question",
    [
        "Wie ondertekende de brief van 20 december 2024?",
        "Aan wie is de brief van 1 december 2015 gericht?",
        "Onder welk kenmerk schreef het ministerie de colleges?",
        "Welke wethouder stuurde de raadsbrief over pgb's?",
        "Op welke datum schreef Van Rijn aan de colleges?",
    ],
)
def test_some_questions_are_about_the_letter(question: str) -> None:
    assert asks_about_letter(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wie betaalt de eigen bijdrage?",
        "Wanneer gaat het abonnementstarief in?",
        "Hoeveel meldingen kreeg de gemeente over onafhankelijke cliëntondersteuning?",
    ],
)
def test_most_questions_are_not(question: str) -> None:
    assert not asks_about_letter(question)


def test_the_frame_of_a_letter_is_its_head_and_signature() -> None:
    text = "Geachte raad,\n\nDe regels zijn ruimer.\n\nHoogachtend,\n\nA. Voorbeeld"
    letter = Letter("brief", "", text, "", sender="A. Voorbeeld, wethouder")
    middle, end = text.index("De regels"), text.index("Hoogachtend")
    assert is_frame(Passage(letter, 0, middle))
    assert not is_frame(Passage(letter, middle, end))
    assert is_frame(Passage(letter, end, len(text)))


@pytest.mark.encoder
def test_a_question_that_names_a_letter_finds_that_letter_first(tmp_path: Path) -> None:
    """Of questions on what several example letters speak of, each naming one of the letters."""
    here = Path(__file__).parent
    lines = (here / "data" / "steering.tsv").read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines]
    encoder = SentenceEncoder()
    build_index([here.parent / "corpus" / "examples" / "letters"], tmp_path / "index", encoder)

    def right(off: tuple[str, ...], split: str) -> int:
        retriever = Retriever(tmp_path / "index", encoder, off=off)
        return sum(
            retriever.search(question, 1)[0].passage.letter.id == letter
            for part, question, letter in asked
            if part == split
        )

    assert right((), "test") >= 14  # of 15
    assert right((), "dev") + right((), "test") > right(("letter",), "dev") + right(
        ("letter",), "test"
    )
