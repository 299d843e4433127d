"""The questions that a paper answers: where each begins and ends, in every layout."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from corpus import inquiries, is_label, read_letter, sentence_spans, split
from corpus.letter import Letter, Section

SHARED = Path(__file__).parents[2] / "shared" / "documents"
ASKED = "Het budget daalt elk jaar. Kunt u dat toelichten? Graag voor 1 mei."
TOLD = "Het budget daalt niet."


def quoted(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in inquiries(text)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            f"Vraag 1\n\n{ASKED}\n\nAntwoord 1\n\n{TOLD}\n\nVraag 2 en 3\n\nEn nu?\n\n"
            f"Antwoord op vraag 2 en 3\n\n{TOLD}",
            [f"Vraag 1\n\n{ASKED}", "Vraag 2 en 3\n\nEn nu?"],
        ),
        (
            f"Vraag:\n{ASKED}\n\nAntwoord:\n{TOLD}\n\nVraag: Klopt dat?\n\nAntwoord: {TOLD}",
            [f"Vraag:\n{ASKED}", "Vraag: Klopt dat?"],
        ),
        (
            f"Vraag 1\n\nWaarom dit? Wij willen het weten.\n\nVraag 2\n\n{ASKED}\n\n"
            f"Antwoord op vraag 1\n\n{TOLD}\n\nAntwoord op vraag 2\n\n{TOLD}",
            ["Vraag 1\n\nWaarom dit? Wij willen het weten.", f"Vraag 2\n\n{ASKED}"],
        ),
        (
            f"Vraag 1 Het budget daalt. Klopt dat?\n\n{TOLD}\n\nVraag 2\n\nEn nu?\n\n{TOLD}",
            ["Vraag 1 Het budget daalt. Klopt dat?", "Vraag 2\n\nEn nu?"],
        ),
        (
            f"Vraag 1 Het budget daalt. Klopt dat? {TOLD}\n\nVraag 2 Kunt u het nader uitleggen\n\n"
            f"{TOLD}",
            ["Vraag 1 Het budget daalt. Klopt dat?", "Vraag 2 Kunt u het nader uitleggen"],
        ),
        (
            f"Vraag 1 | {ASKED}\nAntwoord 1 | {TOLD}\nVraag 2 | En nu?\nAntwoord 2 | {TOLD}",
            [f"Vraag 1 | {ASKED}", "Vraag 2 | En nu?"],
        ),
        (f"Vraag | {ASKED}\nAntwoord | {TOLD}", [f"Vraag | {ASKED}"]),
        (
            f"1\n\nHet budget daalt. Klopt dat?\n\nAntwoord\n\n{TOLD}\n\n2\n\nEn nu?\n\n"
            f"Antwoord\n\n{TOLD}",
            ["Het budget daalt. Klopt dat?", "En nu?"],
        ),
        (
            f"Vraag 1\n\n{ASKED}\n\nAntwoord\n\nWaarom niet?\n\nAntwoord\n\n{TOLD}",
            [f"Vraag 1\n\n{ASKED}"],
        ),
        ("Vraag 5 gaat over het budget. Antwoord 2 en 3 zijn gelijk. Dat is bekend.", []),
        ("Antwoord van Minister Berg (ontvangen 1 mei 2024).\n\nHij komt, waarom niet?", []),
    ],
)
def test_questions_end_where_their_answers_begin(text: str, questions: list[str]) -> None:
    assert quoted(text) == questions


def test_a_label_is_no_part_of_a_sentence_but_of_its_passage() -> None:
    text = f"Vraag 5 (pagina 8) Klopt het? Antwoord op vraag 5: {TOLD}\n\nAntwoord 6 Ja, dat kan."
    sentences = [text[slice(*span)] for span in sentence_spans(text, 0, len(text))]
    assert sentences == ["Klopt het?", TOLD, "Ja, dat kan."]
    letter = Letter("brief", "Brief", text, "")
    passages = split(letter, lambda words: len(words.split()), 8)
    assert " ".join(one.text for one in passages).split() == text.split()
    assert any(one.text.startswith("Antwoord op vraag 5: ") for one in passages)


@pytest.mark.parametrize("text", ["Vraag 5", "Antwoord op vraag 5", "Antwoord:", "Vragen 1 t/m 3."])
def test_labels(text: str) -> None:
    assert is_label(text)
    assert not is_label(f"{text} is bekend")


@pytest.mark.letters
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_the_questions_of_real_answers_to_parliament() -> None:
    for path in sorted(SHARED.glob("kamervragen-*.pdf")):
        text = read_letter(path).text
        for start, end in inquiries(text):
            assert text[start:].startswith("Vraag ")
            assert text[end:].lstrip().startswith(("Antwoord ", "Vraag ")), path.name


def test_what_is_decided_about_questions_is_no_label() -> None:
    text = "Beantwoording 179 Schriftelijke vragen van raadslid De Raad over de bunker."
    assert sentence_spans(text, 0, len(text)) == [(0, len(text))]


def test_the_label_of_a_question_is_the_heading_of_its_answer() -> None:
    questions = [f"Vraag {n}\nWat doet de minister voor groep {n}?" for n in (5, 8, 9)]
    answers = [f"De minister helpt groep {n} met geld." for n in (5, 8, 9)]
    pairs = zip(questions, answers, strict=True)
    text = "\n\n".join(["Vragen", *(part for pair in pairs for part in pair)])
    first = text.index("Vraag 5")
    sections = (Section(0, 6, 1), Section(first, text.index("?") + 1, 2))
    letter = Letter("a", "Vragen", text, "", sections=sections)
    assert letter.section_at(text.index(answers[0]))[0] == "Vragen"
    assert letter.section_at(text.index(answers[0]))[1].startswith("Vraag 5")
    assert letter.section_at(text.index(answers[1])) == ("Vragen", "Vraag 8")
    assert letter.section_at(text.index(answers[2])) == ("Vragen", "Vraag 9")


def test_labels_between_many_tables_are_found_in_time_that_grows_with_the_text() -> None:
    text = "Kan dat? | Ja.\nMag dat? | Nee.\n\nVraag 1\n\n" * 8_000
    began = process_time()
    assert len(inquiries(text)) == 24_000
    assert process_time() - began < 2
