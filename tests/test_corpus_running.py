"""Running feet that stand in the middle of the text: flat scans have no other place for them."""

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_columns import sentences

from corpus.lines.paragraphs import blocks_from_text
from corpus.lines.running_heads import without_running
from corpus.pdf.document import read_pdf
from corpus.text.draft import assemble

FOOT = "Antwoorden van het college op vragen van de raad over de brief Vervoer en opvang 2031"
HELD = "De raad houdt de aanpak van de opvang en het vervoer in de wijk nauw in het oog"

HEAD = [" ".join(sentences(50)[10 * page : 10 * page + 10]) for page in range(5)]


def flat(pages: Sequence[str]) -> bytes:
    """Return a PDF of pages of text without any layout."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for text in pages:
        canvas.setFont("Helvetica", 9)
        for place, line in enumerate(textwrap.wrap(text, 90)):
            canvas.drawString(50, 800 - 12 * place, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def split_sentences(foot: Sequence[str], before: str = "") -> list[str]:
    """Return pages with a foot within a last sentence or before it, as the pages are full."""
    told = sentences(10 * len(foot))
    pages = []
    for number, one in enumerate(foot):
        *own, last = told[10 * number : 10 * number + 10]
        shown = f"{before} {one}".strip()
        cut = HELD.split()[: 4 + 2 * number], HELD.split()[4 + 2 * number :]
        if number % 2:
            end = [*own, last, *cut[0], shown, *cut[1]]
        else:
            end = [own[0], f"{HELD}.", *own[1:], shown, last[7:-1].capitalize()]
        pages.append(f"{' '.join(end)}.")
    return pages


def read(pages: Sequence[str]) -> str:
    draft = read_pdf(flat(pages), Path("antwoorden.pdf"))
    assert not draft.doubtful_pages
    return " ".join(assemble(draft.blocks).text.split())


@pytest.mark.parametrize("before", ["", "..,"])
def test_a_foot_within_a_sentence_is_left_out(before: str) -> None:
    text = read(split_sentences([FOOT] * 5, before))
    assert text.count(f"{HELD}.") == 5
    assert "Antwoorden van het college" not in text
    assert ".., " not in text


def test_a_foot_that_is_not_recognised_alike_is_left_out() -> None:
    misread = FOOT.replace("Vervoer", "Verv0er").replace("brief", "br ief")
    text = read(split_sentences([FOOT, FOOT, FOOT, FOOT, misread, FOOT]))
    assert text.count(f"{HELD}.") == 6
    assert "van het college" not in text


def test_a_foot_that_counts_the_pages_is_left_out() -> None:
    text = read(split_sentences([f"Pagina {number} van 5" for number in range(1, 6)]))
    assert text.count(f"{HELD}.") == 5
    assert "Pagina" not in text


def test_what_is_left_of_a_line_goes_on_in_the_next_one() -> None:
    words = ("aan", "bij", "voor", "met")
    pages = [
        [one, f"{word} {FOOT} {word[::-1]}", f"Wijk{word} in het {word}oog."]
        for one, word in zip(sentences(4), words, strict=True)
    ]
    for number in (2, 3):
        pages[number][1] = f"{FOOT} Daar"
    assert without_running(pages)[1][1:] == ["bij jib Wijkbij in het bijoog."]
    pages[1][1] = f"bij {FOOT} wel-"
    assert without_running(pages)[1][1:] == ["bij wel-", "Wijkbij in het bijoog."]


@pytest.mark.parametrize("label", ["Antwoord", "Vraag {}", "Vraag {} Antwoord"])
def test_a_question_below_a_foot_stays(label: str) -> None:
    labels = [label.format(number) for number in (2, 3, 7, 8, 9)]
    own = sentences(60)[50:55]
    told = zip(HEAD, labels, own, strict=True)
    text = read([f"{page[:-1]} {FOOT} {one} {sentence[7:]}" for page, one, sentence in told])
    assert FOOT not in text
    assert all(f"{one} {end[7:]}" in text for one, end in zip(labels, own, strict=True))


def test_the_title_and_the_number_before_a_foot_stay() -> None:
    pages = split_sentences([FOOT] * 5)
    pages[0] = f"{FOOT} {pages[0]}"
    pages[2] = pages[2].replace(f" {FOOT}", f" in vraag 1. {FOOT}")
    text = read(pages)
    assert text.startswith(FOOT)
    assert text.count(FOOT) == 1
    assert "in vraag 1." in text


@pytest.mark.parametrize(
    "recurring",
    [
        ["Wij hebben dat in het kader van ons onderzoek niet bekeken."] * 5,
        ["Zie daarvoor ons antwoord op de eerste vraag"] * 4
        + [
            "Zie daarvoor ons antwoord op de eerste vraag of zie daarvoor ons antwoord op de eerste"
        ],
        [f"Kamerstukken II 2030/31, {number} 015, nr. {9 * number}" for number in (9, 3, 7, 1, 8)],
        [f"Vraag {number} over pagina {3 * number} van de brief" for number in range(1, 6)],
        [f"Bijlage {number} {number}.1 Inleiding bij de brief" for number in range(1, 6)],
        ["Aantal | Bedrag | Jaar | Kosten per inwoner | Totaal"] * 5,
        [FOOT, "", "", FOOT, ""],
    ],
)
def test_what_is_of_the_text_stays(recurring: Sequence[str]) -> None:
    pages = [textwrap.wrap(text, 90) for text in split_sentences(recurring)]
    if "Zie daarvoor" in recurring[0]:
        pages[1].insert(0, recurring[0])
    assert without_running(pages) == pages


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "phrase",
    [
        "de minister van Volksgezondheid, Welzijn en Sport",
        "op grond van artikel 2.1.4 van de Wet maatschappelijke ondersteuning 2015",
        "Wet maatschappelijke ondersteuning 2015 en de Jeugdwet",
    ],
)
def test_a_phrase_within_a_sentence_of_most_pages_stays(phrase: str, gap: str) -> None:
    text = "\f".join(
        f"{page}\n{gap}Dat {verb} {phrase} {verb[::-1]} van ons gevraagd.\n"
        for page, verb in zip(HEAD, ("heeft", "is", "wil"), strict=False)
    )
    found = " ".join(block.text for block in blocks_from_text(text))
    assert found.count(phrase) == 3


@pytest.mark.parametrize(
    ("head", "times"), [("Het college van Waterdam heeft in mei", 5), (FOOT, 1)]
)
def test_a_head_that_begins_a_sentence_stays(head: str, times: int) -> None:
    pages = [[f"{head} {one[7:].capitalize() if times == 1 else one[7:]}"] for one in HEAD]
    assert "".join(line for page in without_running(pages) for line in page).count(head) == times


@pytest.mark.parametrize("opening", ["", "Vraag 4 ", "“", "("])
def test_a_page_count_at_the_next_word_is_left_out(opening: str) -> None:
    pages = [one[:-1] for one in HEAD]
    text = read([f"{number}/5{opening}{one}" for number, one in enumerate(pages, 1)])
    assert text == " ".join(f"{opening}{one}" for one in pages)


def test_a_number_that_does_not_count_the_pages_stays() -> None:
    assert read(["3/5gedeelte van de tekst.", *HEAD[1:]]).startswith("3/5gedeelte van de")
    assert read(["1/5-deel van de tekst.", *HEAD[1:]]).startswith("1/5-deel van de tekst")
