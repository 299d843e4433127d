"""What a colleague met who asked and read for an hour, each at the door where it was met.

Only doors are used: the command line, the page, and what a few lines of Python import. The encoder
and the reader are the real ones.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from browsing import needs_chromium, open_tab, served
from test_corpus_pdf import pdf, write

from index import Retriever
from qa import Answer, Status, answer, converse
from ui.server import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from reportlab.pdfgen.canvas import Canvas

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = [
    pytest.mark.encoder,
    pytest.mark.filterwarnings(
        "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
    ),
]
REABLEMENT = "Reablement is een korte training waarmee ouderen weer zelf leren koken en wassen."
REFUSE = "Een gemeente moet een aanbieder kunnen weigeren die eerder failliet is gegaan."
OFFICE = "de staatssecretaris van Volksgezondheid, Welzijn en Sport,"
AGENDA = f"""Datum 20 december 2024
Betreft Mantelzorgagenda 2024-2026

Geachte voorzitter,

**1. Mantelzorgagenda**

De mantelzorgagenda is het plan waarin het kabinet beschrijft hoe het mantelzorgers ondersteunt.
In de mantelzorgagenda staan drie doelen. In 2024 waren er 5,1 miljoen mantelzorgers.

Kamerstuk 29 538, nr. 221.

**2. Toezicht**

{REFUSE}

Daarvoor is een wetsvoorstel in voorbereiding.

Ik informeer uw Kamer vóór de zomer van 2025 over de mantelzorgagenda.

Hoogachtend,

{OFFICE}

M.J. van Rijn
"""
CARERS = f"""Datum 14 juni 2022
Betreft Mantelzorg in cijfers

Geachte voorzitter,

In 2022 waren er 4,8 miljoen mantelzorgers.

Hoogachtend,

{OFFICE}

Martin van Rijn
"""
TRAINING = f"""Datum 9 mei 2023
Betreft Reablement in de wijk

Geachte raad,

**1. Reablement**

{REABLEMENT}

**2. Wachttijd**

De wachttijd voor de training was gemiddeld zes weken.

**3. Kosten**

De training kost de gemeente meer dan € 5 miljoen. Een traplift kost de gemeente hooguit
€ 3 miljoen.

Hoogachtend,

A. Voorbeeld
wethouder
"""
ANSWERS = """Datum 3 oktober 2023
Betreft Antwoorden op Kamervragen over de huishoudelijke hulp

Geachte voorzitter,

**Vraag 1**

Klopt het dat gemeenten de huishoudelijke hulp in 2023 hebben beperkt tot twee uur per week?

**Antwoord 1**

Nee. Een gemeente bepaalt per inwoner hoeveel uren hulp er nodig zijn.

Hoogachtend,

de minister voor Langdurige Zorg en Sport,

C. Helder
"""
UNTITLED = """Beste bewoners,

De brief over de deelscootmobiel is opgesteld door JPS. De deelscootmobiel staat vanaf mei klaar
bij het buurthuis.
"""
LETTERS = {
    "2024-12-20-agenda.txt": AGENDA,
    "2022-06-14-cijfers.txt": CARERS,
    "2023-05-09-reablement.txt": TRAINING,
    "2023-10-03-antwoorden.txt": ANSWERS,
    "deelscootmobiel.txt": UNTITLED,
    "README.md": "In deze map staan de brieven. Maak elke maand een kopie.",
}
PAPER = (
    "Datum 7 april 2021",
    "Betreft Nieuwe dagbesteding in Meerdorp",
    "De dagbesteding in Meerdorp verhuist in mei naar het oude postkantoor aan de haven.",
    "Wie nu op dinsdag komt, kan ook in het nieuwe gebouw op dinsdag terecht.",
    "De maaltijden blijven even duur, en de bus rijdt voortaan tot aan de deur.",
)
FAST_CLOCK = """
import sys, time
real = time.monotonic
time.monotonic = lambda: 1000 * real()
import ui.cli.commands
time.monotonic = real
sys.exit(ui.main(sys.argv[1:]))
"""
"""Runs a command, to which ten seconds without a word have passed after a hundredth of one."""


def run(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run lines of Python without a terminal."""
    call = [sys.executable, "-c", code, *map(str, arguments)]
    root = Path(__file__).parents[1]
    return subprocess.run(call, cwd=root, capture_output=True, text=True, encoding="utf-8")


def wmo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as users do."""
    return run("import sys; from ui.main import main; sys.exit(main())", *arguments)


@dataclass(frozen=True, slots=True)
class Made:
    """An index as ``wmo index`` made it, and what that told on standard error."""

    index: Path
    told: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("colleague")
    letters = folder / "brieven"
    letters.mkdir()
    for name, text in LETTERS.items():
        (letters / name).write_text(text, encoding="utf-8")
    in_five_formats(letters / "2021-04-07-dagbesteding")
    done = run(FAST_CLOCK, "index", letters, "--index", folder / "index")
    return Made(folder / "index", done.stderr)


def in_five_formats(place: Path) -> None:
    def drawn(canvas: Canvas) -> None:
        for number, line in enumerate(PAPER):
            write(canvas, 60, 760 - 30 * number, line)

    document = docx.Document()
    for line in PAPER:
        document.add_paragraph(line)
    document.save(str(place.with_suffix(".docx")))
    place.with_suffix(".pdf").write_bytes(pdf(drawn))
    page = "".join(f"<p>{line}</p>" for line in PAPER)
    for suffix, text in ((".html", page), (".md", "\n\n".join(PAPER)), (".txt", "\n".join(PAPER))):
        place.with_suffix(suffix).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def retriever(made: Made) -> Retriever:
    return Retriever(made.index)


def told(found: Answer) -> list[str]:
    return [" ".join(one.text.split()) for one in found.statements]


def short(question: str, retriever: Retriever) -> list[str]:
    found = answer(question, retriever)
    assert found.status is Status.ANSWERED
    return [" ".join(one.quote.split()) for one in found.statements[0].short]


# 1. An earlier question leaks into a new one.


def test_a_complete_question_is_answered_for_itself(retriever: Retriever) -> None:
    found = converse(["Wat is de mantelzorgagenda?", "Wat is reablement?"], retriever)
    assert found.searched == "Wat is reablement?"
    assert told(found) == [REABLEMENT]


def test_a_greeting_gets_no_quotes(retriever: Retriever) -> None:
    found = converse(["Wat is de mantelzorgagenda?", "hallo"], retriever)
    assert (found.status, told(found)) == (Status.UNCLEAR, [])


def test_brackets_of_a_user_are_words_as_any(retriever: Retriever) -> None:
    asked = "Waarheen verhuist de dagbesteding"
    plain = answer(f"{asked} in Oud Meerdorp?", retriever)
    found = answer(f"{asked} (in Oud Meerdorp)?", retriever)
    assert found.status is plain.status is Status.NOT_FOUND


# 2. The short answer is wrong, or loses what qualifies it.


@pytest.mark.parametrize(
    ("question", "qualified"),
    [
        ("Hoeveel kost de training de gemeente?", "meer dan € 5 miljoen"),
        ("Hoeveel kost een traplift de gemeente?", "hooguit € 3 miljoen"),
    ],
)
def test_a_figure_is_never_short_of_what_qualifies_it(
    question: str, qualified: str, retriever: Retriever
) -> None:
    assert short(question, retriever) in ([], [qualified])


def test_initials_are_no_short_answer(retriever: Retriever) -> None:
    assert short("Wie heeft de brief over de deelscootmobiel opgesteld?", retriever) == []


# 3. References, headings and questions stand as answers.


def test_no_reference_or_subject_line_is_told(retriever: Retriever) -> None:
    found = answer("Mantelzorgagenda 2024-2026", retriever)
    assert told(found)
    assert not [one for one in told(found) if one.startswith(("Kamerstuk", "Betreft"))]


def test_what_members_of_parliament_ask_is_no_answer(retriever: Retriever) -> None:
    asked = "Hebben gemeenten de huishoudelijke hulp beperkt tot twee uur per week?"
    found = answer(asked, retriever)
    assert told(found)
    assert not [one for one in told(found) if one.endswith("?")]


# 4. The sentence that decides is cut off.


def test_what_a_sentence_points_at_comes_along(retriever: Retriever) -> None:
    found = answer("Is er een wetsvoorstel in voorbereiding?", retriever)
    assert told(found)[0] == f"{REFUSE} Daarvoor is een wetsvoorstel in voorbereiding."


# 5. A letter cannot be summarised.


def test_a_letter_is_summarised_when_that_is_asked(retriever: Retriever) -> None:
    found = answer("Vat de brief van 20 december 2024 samen", retriever)
    assert [one.split()[1] for one in told(found)] == ["Mantelzorgagenda", "Toezicht"]


def test_the_command_summarises_a_letter(made: Made) -> None:
    done = wmo("letters", "summary", "2023-05-09-reablement", "--index", made.index)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(one in done.stdout for one in ("1. Reablement", REABLEMENT, "2. Wachttijd"))


# 6. Refused, though it stands there.


@pytest.mark.parametrize(
    "question",
    [
        "How long is the waiting time for the training?",
        "HOE LANG IS DE WACHTTIJD VOOR DE TRAINING?",
    ],
)
def test_what_stands_there_is_told_in_another_language_and_to_capitals(
    question: str, retriever: Retriever
) -> None:
    found = answer(question, retriever)
    assert found.status is Status.ANSWERED
    assert told(found) == ["De wachttijd voor de training was gemiddeld zes weken."]


# 7. A year in the place of a whole date.


def test_a_year_takes_the_place_of_a_whole_date(retriever: Retriever) -> None:
    first = "Hoeveel mantelzorgers waren er volgens de brief van 20 december 2024?"
    found = converse([first, "En in 2022?"], retriever)
    assert "december" not in found.searched
    assert told(found) == ["In 2022 waren er 4,8 miljoen mantelzorgers."]


# 8. The years and the promises lead nowhere, and do not say which letters they leave out.


@pytest.fixture(scope="module")
def address(retriever: Retriever) -> Iterator[str]:
    with served(application(retriever)) as place:
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto(address)
    shown.locator(".wmo-choice").wait_for()
    yield shown
    shown.close()


def leads_to_letters(page: Page, part: str, lines: str, left_out: str) -> None:
    page.locator(part).locator(lines).first.wait_for()
    opens = page.locator(part).get_by_role("button", name="Open de brief op deze plaats")
    assert opens.count() == page.locator(part).locator(lines).count()
    assert left_out in page.locator(part).inner_text()


@pytest.mark.browser
@needs_chromium
def test_each_line_of_the_years_opens_its_letter(page: Page) -> None:
    open_tab(page, "Door de jaren")
    page.get_by_label("Vraag waarop u van elke brief").fill("Hoeveel mantelzorgers zijn er?")
    page.keyboard.press("Enter")
    leads_to_letters(page, "#wmo-years", "article", "Brieven waarin hierover niets gevonden is")


@pytest.mark.browser
@needs_chromium
def test_each_promise_opens_its_letter(page: Page) -> None:
    open_tab(page, "Toezeggingen")
    leads_to_letters(
        page, "#wmo-commitments", "tbody tr", "Brieven waarin geen toezegging gevonden is"
    )


# 9. What the page and the memo show.


def ask(page: Page, question: str) -> None:
    page.get_by_label("Uw vraag").fill(question)
    page.keyboard.press("Enter")
    page.locator("#wmo-latest h2", has_text=question).wait_for()


@pytest.mark.browser
@needs_chromium
def test_the_answer_begins_in_the_first_third_of_the_window(page: Page) -> None:
    ask(page, "Wat is reablement?")
    page.wait_for_timeout(1_000)  # in which the page may roll
    box = page.locator("#wmo-latest h2").bounding_box()
    assert box
    assert 0 <= box["y"] <= 300


@pytest.mark.browser
@needs_chromium
def test_a_letter_without_a_title_has_one_name(page: Page) -> None:
    ask(page, "Waar staat de deelscootmobiel klaar?")
    assert "deelscootmobiel" in page.locator(".wmo-card h3").first.inner_text()


@pytest.mark.browser
@needs_chromium
def test_one_person_is_one_sender(page: Page) -> None:
    assert page.locator(".wmo-choice label", has_text="van Rijn").count() == 1


def test_a_memo_says_nothing_of_how_the_index_was_made(made: Made, tmp_path: Path) -> None:
    memo = tmp_path / "memo.docx"
    wmo("ask", "Wat is reablement?", "--index", made.index, "--docx", memo)
    with zipfile.ZipFile(memo) as package:
        written = package.read("word/document.xml").decode()
    assert REABLEMENT in written
    assert "generatie" not in written


# 10. What stands in a folder, and how it is read.


def test_indexing_says_how_far_it_is_where_there_is_no_terminal(made: Made) -> None:
    assert " van 10 brieven: " in made.told


def test_a_readme_is_no_letter(retriever: Retriever) -> None:
    assert "readme" not in [one.id.lower() for one in retriever.letters()]


def test_one_paper_in_five_formats_is_one_letter(retriever: Retriever) -> None:
    found = [one.id for one in retriever.letters() if "dagbesteding" in one.title]
    assert found == ["2021-04-07-dagbesteding"]


def test_a_folder_without_letters_makes_no_index(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = wmo("index", tmp_path / "leeg", "--index", tmp_path / "index")
    assert done.returncode == 1
    assert not (tmp_path / "index").exists()


def test_an_index_is_opened_by_its_name_as_text(made: Made) -> None:
    opened = "import sys; from index import Retriever; print(len(Retriever(sys.argv[1]).letters()))"
    assert run(opened, made.index).returncode == 0
