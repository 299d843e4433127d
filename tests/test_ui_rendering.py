from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from corpus import Footnote, Letter, LetterDate, Passage, Section
from index import Hit
from qa import MESSAGES, Answer, Citation, Statement, Status, Warning, cite
from ui import texts
from ui.export import terminal as printing
from ui.html.cards import marked, pages_text, safe_url
from ui.html.rendering import announcement, earlier, evidence, header, latest, notice
from ui.sources import passage_around, sources

BODY = "1. Hulp\n\nDe termijn is acht weken. De hulp kost 19 euro per maand. Meer is er niet.\n\n"
NOTE = "Dit bedrag geldt voor 2021."
START = BODY.index("De hulp kost")
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)",
    "</mark></blockquote><h1>x</h1>",
    "&lt;b&gt;",
    "&amp;",
    "**vet** _schuin_ `code`",
    "[tekst](javascript:alert(1))",
    "${alert(1)} {{7*7}} {% x %}",
    "<!-- weg -->",
    "<a href='https://elders.example'>klik</a>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "</style><script>1</script>",
    "$x^2$ \\(y\\)",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//elders.example/x.js></script>",
    "<<script>alert(1)//<</script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<select onchange=alert(1)><option>x</option></select>",
    "<textarea>x</textarea><script>1</script>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='data:text/html,<script>1</script>'>",
    "<base href='https://elders.example/'>",
    "<meta http-equiv=refresh content='0;url=https://elders.example'>",
    "<link rel=stylesheet href=https://elders.example/x.css>",
    "<style>@import url(https://elders.example/x.css)</style>",
    "<form action=https://elders.example><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<div style='background:url(https://elders.example/x)'>x</div>",
    "<table background=https://elders.example/x><tr><td>x</td></tr></table>",
    '<p title="x" onmouseover="alert(1)">x</p>',
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)' x='",
    "` onmouseover=`alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</pre></div></section><h1>x</h1>",
    "<span class=wmo-unseen>x</span>",
    "<mark id=bron-1-1>x</mark>",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "![beeld](https://elders.example/x.png)",
    "<https://elders.example>",
    "# kop en > citaat en - lijst",
    "| a | b | en ~~weg~~ en ||spoiler||",
    "[^1]: een noot",
    "{{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)//<img src=x>",
]


class Tags(HTMLParser):
    """Collects the elements and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def letter(extra: str = "", **fields: object) -> Letter:
    """A letter of two pages with a heading and a note; ``extra`` stands in its text."""
    body = BODY + extra + "\n\n"
    known: dict[str, object] = {
        "title": "Brief over hulp",
        "date": LetterDate(2021, 3, 15),
        "sender": "Het college",
        "level": "gemeente",
        "page_starts": (0, START + 5),
        "page_labels": ("1", "2"),
    }
    return Letter(
        id="brief",
        text=body + NOTE,
        sha256="",
        sections=(Section(0, 7, 1),),
        footnotes=(Footnote(START + 8, len(body), len(body) + len(NOTE), "1"),),
        **{**known, **fields},  # type: ignore[arg-type]
    )


def answered(one: Letter, *quotes: str, status: Status = Status.ANSWERED) -> Answer:
    found = [cite(one, quote) for quote in quotes]
    citations = [citation for citation in found if citation]
    assert len(citations) == len(quotes)
    hit = Hit(Passage(one, 0, one.body_end), 1.0, 0.9, 3.0, 0.9, 0.0, 0.0)
    statements = tuple(Statement(citation.quote, (citation,)) for citation in citations)
    return Answer("Wat kost hulp?", "Wat kost hulp?", status, 0.9, statements, (hit,))


QUOTE = "De hulp kost 19 euro per maand."


def test_statement_has_a_numbered_link_to_its_marked_quote() -> None:
    answers = [answered(letter(), QUOTE, "De termijn is acht weken.")]
    shown, beside = latest(answers), evidence(answers)
    assert 'href="#bron-1-1"' in shown
    assert ">[2]</a>" in shown
    assert re.search(r'<mark id="bron-1-1"[^>]*><sup>\[1\]</sup>De hulp', beside)
    assert beside.count("<mark") == 2
    assert beside.count("wmo-card") == 1, "one passage is shown once, with both quotes"


def test_quotes_of_one_statement_stand_on_lines_of_their_own() -> None:
    one = letter()
    quotes = [cite(one, words) for words in ("De termijn", "De hulp", "19 euro per maand")]
    cited = tuple(filter(None, quotes))
    statement = Statement(" ".join(each.quote for each in cited), cited)
    found = Answer("v", "v", Status.ANSWERED, 1.0, (statement,))
    assert found.grounded
    assert "De termijn<br>De hulp<br>19 euro per maand&nbsp;" in latest([found])
    said = printing.answer(found).splitlines()
    assert [line for line in said if line.startswith("  ")][:3] == [
        "  De termijn",
        "  De hulp",
        "  19 euro per maand [1][2][3]",
    ]


def test_heads_and_rows_of_a_table_are_a_table() -> None:
    lines = ("Tarief | Pas | Geen pas", "Opstap <b> | € 1 | € 3", "Per km | € 2 |  ")
    one = replace(letter(), text="\n".join(lines))
    cited = tuple(filter(None, (cite(one, words) for words in lines)))
    statement = Statement(" ".join(each.quote for each in cited), cited)
    shown = latest([Answer("v", "v", Status.ANSWERED, 1.0, (statement,))])
    assert '<th scope="col">Geen pas</th>' in shown
    assert '<tr><th scope="row">Opstap &lt;b&gt;</th><td>€ 1</td><td>€ 3</td></tr>' in shown
    assert shown.count("<tr>") == len(lines)
    lines = ("| 2023 | 2024", "Utrecht | 5 |")
    one = replace(letter(), text="\n".join(lines))
    cited = tuple(filter(None, (cite(one, words) for words in lines)))
    empty = Statement(" ".join(each.quote for each in cited), cited)
    shown = latest([Answer("v", "v", Status.ANSWERED, 1.0, (empty,))])
    assert '<tr><td></td><th scope="col">2023</th><th scope="col">2024</th></tr>' in shown
    assert '<th scope="row">Utrecht</th><td>5</td><td></td>' in shown
    fewer = replace(statement, citations=cited[:1], text=cited[0].quote)
    assert "<table" not in latest([Answer("v", "v", Status.ANSWERED, 1.0, (fewer,))])


def test_source_tells_letter_date_sender_level_page_section_and_citation() -> None:
    shown = Tags(evidence([answered(letter(), QUOTE)])).text
    for part in ("[1] Brief over hulp", "15 maart 2021", "Het college", "gemeente", "p. 1-2"):
        assert part in shown
    assert "1. Hulp" in shown
    assert "Het college, ‘Brief over hulp’, 15 maart 2021, p. 1-2" in shown


def test_what_is_not_known_is_said() -> None:
    bare = letter(title="", date=None, sender="", page_starts=(), page_labels=())
    shown = evidence([answered(bare, QUOTE)])
    for text in (texts.NO_DATE, texts.NO_SENDER, texts.NO_PAGES):
        assert text in shown


def test_text_around_the_quote_stays_as_it_is_in_the_letter() -> None:
    one = letter()
    shown = marked(one, 0, one.body_end, [(1, answered(one, QUOTE).citations[0])], 1)
    plain = re.sub(r"<sup.*?</sup>|<span.*?</span>", "", shown)
    assert unescape(re.sub(r"<[^>]+>", "", plain)) == one.text[: one.body_end].rstrip()


def test_note_stands_under_its_passage_and_a_quote_in_it_is_marked() -> None:
    shown = evidence([answered(letter(), NOTE)])
    assert texts.NOTES in shown
    assert shown.index(texts.NOTES) < shown.index("<mark")


def test_quote_outside_the_passages_is_shown_in_its_paragraph() -> None:
    one = letter()
    around = passage_around(answered(one, QUOTE).citations[0], ())
    assert around.text == BODY.split("\n\n")[1]


def test_quote_that_begins_before_its_passage_is_shown_whole() -> None:
    one = letter()
    hit = Hit(Passage(one, START + 3, one.body_end), 1.0, 0.9, 3.0, 0.9, 0.0, 0.0)
    assert passage_around(answered(one, QUOTE).citations[0], [hit]).start == START


def test_places_with_another_page_carry_their_own_numbers() -> None:
    shown = evidence([answered(letter(), "De termijn is acht weken.", "Meer is er niet.")])
    assert "<b>[1]</b> p. 1 " in shown
    assert "<b>[2]</b> p. 2 " in shown


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_text(status: Status) -> None:
    answer = Answer("Vraag?", "Vraag?", status, 0.0)
    assert escape(MESSAGES[status]) in latest([answer])
    assert announcement(answer) == (MESSAGES[status] or texts.NO_ANSWER)


def test_nearest_passages_are_shown_when_nothing_was_found() -> None:
    hits = answered(letter(), QUOTE).hits
    not_found = Answer("Vraag?", "Vraag?", Status.NOT_FOUND, 0.1, hits=hits)
    shown = evidence([not_found])
    assert texts.NEAREST in shown
    assert "kost 19 euro per maand" in shown
    assert "<mark" not in shown
    assert evidence([Answer("Vraag?", "Vraag?", Status.OFF_TOPIC, 0.0, hits=hits)]) == ""


def test_of_a_possible_answer_the_sentence_the_warning_and_what_is_near_are_shown() -> None:
    one = letter()
    found = answered(one, QUOTE, status=Status.POSSIBLE)
    assert escape(MESSAGES[Status.POSSIBLE]) in latest([found])
    assert "De hulp kost 19 euro" in Tags(latest([found])).text
    other = Letter(id="andere", title="Andere", text="Iets anders staat hier.", sha256="")
    near = Hit(Passage(other, 0, len(other.text)), 1.0, 0.9, 3.0, 0.9, 0.0, 0.0)
    shown = evidence([replace(found, hits=(*found.hits, near))])
    assert shown.index("<mark") < shown.index(texts.NEAREST) < shown.index("Iets anders")


def test_that_nothing_was_found_comes_before_its_remarks() -> None:
    remark = Warning("searched", None, "Er is gezocht in 3 brieven.")
    shown = latest([Answer("Vraag?", "Vraag?", Status.NOT_FOUND, 0.1, warnings=(remark,))])
    assert shown.index(escape(MESSAGES[Status.NOT_FOUND])) < shown.index(remark.text)


def test_warning_is_a_line_above_the_answer() -> None:
    one = letter()
    answer = answered(one, QUOTE)
    warned = Answer(
        answer.question, answer.searched, answer.status, 0.9, answer.statements, answer.hits,
        (Warning("newer_letter", one, "Er is een nieuwere brief."),),
    )  # fmt: skip
    shown = latest([warned])
    assert shown.index("Er is een nieuwere brief.") < shown.index("De hulp kost")


def test_earlier_questions_keep_their_sources_newest_first() -> None:
    first, second = answered(letter(), QUOTE), answered(letter(), "Meer is er niet.")
    shown = earlier([first, second, first])
    assert shown.index("bron-2-1") < shown.index("bron-1-1")
    assert shown.count("Het college, ‘Brief over hulp’") == 2
    assert earlier([first]) == ""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_others_are_shown_as_they_are(payload: str) -> None:
    one = letter(
        payload, title=payload, sender=payload, level=payload, reference=payload, kind=payload,
        url=payload, page_labels=(payload, payload),
    )  # fmt: skip
    answer = answered(one, QUOTE, *([payload] if one.text.count(payload) else []))
    hostile = Answer(
        payload, payload, Status.PARTIAL, 0.5, answer.statements, answer.hits,
        (Warning("newer_letter", one, payload),),
    )  # fmt: skip
    page = "".join(
        (header([one]), notice(payload), latest([hostile]), evidence([hostile]),
         earlier([hostile, hostile]))
    )  # fmt: skip
    tags = Tags(page)
    assert not tags.open
    assert not {"script", "img", "svg", "iframe", "style"} & set(tags.names)
    assert not any(name.startswith("on") for name, _ in tags.attributes)
    assert all(value and value.startswith("#") for name, value in tags.attributes if name == "href")
    assert tags.text.count(payload) >= 8


def test_links_come_from_web_addresses_only() -> None:
    good = "https://open.example/brief?a=1&b=2"
    assert safe_url(good) == good
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "file:///etc",
        "http://[",
    ):
        assert safe_url(bad) == ""
    assert f'href="{escape(good)}"' in evidence([answered(letter(url=good), QUOTE)])
    assert "<a " not in evidence([answered(letter(url="javascript:alert(1)"), QUOTE)])


def test_header_tells_which_letters_there_are() -> None:
    newer = letter(date=LetterDate(2024, 12))
    assert "2 brieven, van 15 maart 2021 tot en met december 2024" in header([newer, letter()])
    assert "Er is 1 brief, van 15 maart 2021." in header([letter()])
    assert "Er is 1 brief." in header([letter(date=None)])
    assert texts.NO_LETTERS in header([])


def test_pages_are_written_as_they_are_cited() -> None:
    assert pages_text(("3",)) == "p. 3"
    assert pages_text(("iii", "iv", "v")) == "p. iii-v"
    assert pages_text(()) == "bron zonder bladzijden"


def test_sources_keep_the_order_of_the_citations() -> None:
    one = letter()
    other = Letter(id="andere", title="Andere", text="Iets anders staat hier.", sha256="")
    citations = (Citation(other, 0, 23), answered(one, QUOTE).citations[0])
    statements = tuple(Statement(citation.quote, (citation,)) for citation in citations)
    answer = Answer("Vraag?", "Vraag?", Status.ANSWERED, 0.9, statements)
    assert [source.passage.letter.id for source in sources(answer)] == ["andere", "brief"]


def test_an_answer_shows_what_answers_what_is_missing_and_what_was_before() -> None:
    letter = Letter("brief", "Brief", BODY, "", date=LetterDate(2021))
    whole, short = cite(letter, "De hulp kost 19 euro per maand."), cite(letter, "19 euro")
    older = cite(letter, "De termijn is acht weken.")
    assert whole and short and older
    found = Answer(
        "Wat kost die?", "Wat kost die (hulp)?", Status.PARTIAL, 0.5,
        (Statement(whole.quote, (whole,), (short,)),),
        (Hit(Passage(letter, 0, len(BODY)), 1, 1, 1, 1, 1, 1),),
        missing=("Wie betaalt <b>?",), history=(Statement(older.quote, (older,)),),
    )  # fmt: skip
    html = latest([found])
    assert "<strong>19 euro</strong>" in html
    text = Tags(html).text
    assert "Ik zocht op: Wat kost die (hulp)?" in text
    assert "Niet gevonden: Wie betaalt <b>?" in text
    assert text.index("Eerder stond er:") < text.index("De termijn is acht weken.")
