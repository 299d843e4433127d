"""Kinds of faults in other formats than the one in which they were first seen.

Where a kind is tested in three formats already, in tests of its own, those are named here and
not repeated (``word_looks`` stands for ``test_corpus_word_looks.py``). What has to be told when it
is left out stands in ``test_faults_told.py``.

| kind                          | tests elsewhere                                               |
| ----------------------------- | ------------------------------------------------------------- |
| character references          | charrefs (page, Markdown)                                     |
| crossed-out text              | word_looks, opendocument, webhidden, pdf_struck               |
| merged cells                  | word_tables, opendocument_lists, webtables, pdf_cells         |
| rows fused                    | grid, word_tables, opendocument_lists, webtables, pdf_cells   |
| field codes                   | word_fields, opendocument                                     |
| fractions and raised numbers  | word_math, opendocument, webformulas, raised, pdf_fractions   |
| content of another part       | word_parts, opendocument, webunread, pdf_attached, mail       |
| fields and notes on a page    | pdf_shown, word_fields (form), opendocument                   |
| symbols                       | word_controls                                                 |
| hidden by inheritance         | word_looks, opendocument, webhidden, pdf_layers               |
| shown by no viewer            | pdf_unseen, webhidden, word_looks (too small to read)         |
| watermarks, text on its side  | pdf_unseen                                                    |
| drawn twice                   | pdf_unseen                                                    |
| a placeholder for the letter  | pdf_attached, mail (encrypted), reading (with a password)     |
| boxes beside the text         | columns (PDF), word (text boxes), opendocument_tables         |
| accents as glyphs             | pdf_unseen                                                    |
| names of parts and spaces     | word_package                                                  |
| numbers of lists and headings | word_numbering, opendocument_lists, weblists                  |
| placeholders in the text      | word_controls, opendocument                                   |
| a tag that decides            | webparts                                                      |
| transport encodings           | mhtml, mail, old_word (a page under the name of a document)   |

What is no matter of formats: questions in capitals (``test_qa_capitals.py``) and with apostrophes
(``test_qa_names.py``); names, links, owner files and files about a folder
(``test_corpus_folders.py``); an index made anew and one that cannot be written
(``test_index_anew.py``); a full disk (``test_index_full.py``) and a stop (``test_index_killed.py``,
``test_ui_main.py``).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
import test_corpus_opendocument as opendocument
import test_corpus_webpage as webpage
import test_corpus_word as word
from test_corpus_opendocument import OASIS, styled
from test_corpus_pdf import pdf, write
from test_corpus_word import docx, paragraph

from corpus import LetterDate, UnreadableFile, read_letter
from corpus.mail.message import read_mail
from corpus.plain.document import read_plain
from corpus.text.draft import Draft, assemble

Read = Callable[[str], Draft]


def mail(page: str) -> Draft:
    """What is read of a message of which the text is a web page."""
    message = EmailMessage()
    message["From"] = "Wmo-loket <loket@voorbeeldstad.example>"
    message["Date"] = "Tue, 12 Mar 2024 23:30:00 +0100"
    message.set_content(page, subtype="html")
    return read_mail(bytes(message), Path("bericht.eml"))


def markdown(text: str) -> Draft:
    return read_plain(text.encode(), Path("brief.md"))


def plain(text: str) -> Draft:
    return read_plain(text.encode(), Path("brief.txt"))


def odt(body: str) -> Draft:
    """What is read of a text with a style of Wingdings under one of the names that fonts get."""
    face = '<style:font-face style:name="Wingdings1" svg:font-family="&apos;Wingdings 2&apos;"/>'
    named = (("W", "Wingdings"), ("W2", "Wingdings1"))
    own = (styled(name, "text", f'style:font-name="{font}"') for name, font in named)
    return opendocument.read(body, face + "".join(own))


DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
SHAPE = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = "<w:txbxContent><w:p><w:r><w:t>CONCEPT</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    f"<w:drawing><wp:anchor {DRAWING}>%s<wps:txbx {SHAPE}>{BOX}</wps:txbx></wp:anchor></w:drawing>"
)
PAID = paragraph("De zorgverzekeraar betaalt.")
OLD_CODE = (
    "<!--[if supportFields]><span style='mso-element:field-begin'></span> IF 1 = 1 niets "
    "<![endif]-->niets<!--[if supportFields]><span style='mso-element:field-end'></span>"
    "<![endif]-->"
)
FORMULA = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
COMBINED = "De coo\u0308peratie helpt patie\u0308nten."


@pytest.mark.parametrize(
    ("read", "source", "right"),
    [
        pytest.param(mail, "<p>De co&#246;peratie: &#8364; 21.</p>", "De coöperatie: € 21.",
                     id="character references"),
        pytest.param(mail, f"<p>U betaalt {OLD_CODE}.</p>", "U betaalt niets.", id="field codes"),
        pytest.param(mail, f"<p>U krijgt {FORMULA} uur op 10 m<sup>2</sup>.</p>",
                     "U krijgt ½ uur op 10 m².", id="notation in mail"),
        pytest.param(markdown, "Een kamer van 10 m<sup>2</sup>.", "Een kamer van 10 m².",
                     id="notation in Markdown"),
        pytest.param(webpage.read, "<p><font face=Wingdings>o</font> zorg in natura</p>"
                     "<p><b style='font-family: \"Wingdings 2\", serif'>R</b> budget</p>"
                     "<p><span style='font-family:Symbol'>&sup3;</span> 4 uur</p>",
                     "☐ zorg in natura\n\n☒ budget\n\n≥ 4 uur", id="symbols in a page"),
        pytest.param(mail, "<p><span style='font-family:Wingdings'>þ<i style='font:7pt Arial'>x"
                     "</i></span> budget</p>", "☒x budget", id="symbols in mail"),
        pytest.param(odt, '<text:p><text:span text:style-name="W">\uf06f</text:span> natura'
                     '</text:p><text:p><text:span text:style-name="W2">R</text:span> budget'
                     "</text:p>", "☐ natura\n\n☒ budget", id="symbols in OpenDocument"),
        pytest.param(webpage.read, f"<p>U krijgt <span class=katex>{FORMULA}"
                     "<span aria-hidden=true>12</span></span> uur.</p>", "U krijgt ½ uur.",
                     id="drawn twice in a page"),
        pytest.param(odt, "<text:p>Uw <text:ruby><text:ruby-base>hulp</text:ruby-base>"
                     "<text:ruby-text>hulp</text:ruby-text></text:ruby>.</text:p>", "Uw hulp.",
                     id="drawn twice in OpenDocument"),
        pytest.param(word.read, PAID + f"<w:p><w:r><mc:AlternateContent {CHOICE}><mc:Choice>"
                     f"{DRAWN % ''}</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
                     "</mc:AlternateContent></w:r></w:p>", "De zorgverzekeraar betaalt.\n\nCONCEPT",
                     id="drawn twice in Word"),
        pytest.param(plain, COMBINED, "De coöperatie helpt patiënten.", id="accents in text"),
        pytest.param(word.read, paragraph(COMBINED), "De coöperatie helpt patiënten.",
                     id="accents in Word"),
        pytest.param(odt, f"<text:p>{COMBINED}</text:p>", "De coöperatie helpt patiënten.",
                     id="accents in OpenDocument"),
        pytest.param(mail, "<ol start=4><li>Eerst<li value=9>Dan</ol>", "4. Eerst\n9. Dan",
                     id="numbers in mail"),
        pytest.param(mail, "<form><input type=hidden value=a><p>Uw aanvraag is afgewezen.</p>"
                     "</form>", "Uw aanvraag is afgewezen.", id="a form in mail"),
        pytest.param(mail, "<article><p>Geachte mevrouw,</p><footer><p>Wij wijzen uw aanvraag af."
                     "</p></footer></article>", "Geachte mevrouw,\n\nWij wijzen uw aanvraag af.",
                     id="a footer in mail"),
    ],
)  # fmt: skip
def test_what_is_seen_is_read(read: Read, source: str, right: str) -> None:
    draft = read(source)
    assert assemble(draft.blocks).text == right
    assert draft.warnings == ()


LINES = ("Gemeente Voorbeeldstad", "Datum: 3 januari 2022", "Betreft: Besluit A", "Geachte heer,",
         "De vergoeding is 100 euro.", "Met vriendelijke groet,")  # fmt: skip
RUNS = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{line}</w:t></w:r>" for line in LINES)
SHORT_LINES = {
    "brief.pdf": pdf(
        lambda canvas: [write(canvas, 80, 700 - 14 * n, line) for n, line in enumerate(LINES)]
    ),
    "brief.txt": "\n".join(LINES).encode(),
    "brief.html": f"<html><body><p>{'<br>'.join(LINES)}</p></body></html>".encode(),
    "regels.html": ("<html><pre>" + "\n".join(LINES) + "</pre></html>").encode(),
    "brief.docx": docx(f"<w:p>{RUNS}</w:p>"),
}


@pytest.mark.parametrize("name", SHORT_LINES)
def test_a_letter_of_short_lines_has_its_day_and_title(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SHORT_LINES[name])
    letter = read_letter(path)
    assert (letter.date, letter.title) == (LetterDate(2022, 1, 3), "Besluit A")
    assert "De vergoeding is 100 euro." in letter.text.split("\n")


def archive() -> bytes:
    """An OpenDocument text with names of its own for the name spaces."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr(
            "content.xml",
            f'<a:document-content xmlns:a="{OASIS}office:1.0" xmlns:b="{OASIS}text:1.0"><a:body>'
            "<a:text><b:p>U krijgt hulp.</b:p></a:text></a:body></a:document-content>",
        )
    return stream.getvalue()


XHTML = (
    '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>'
    "<h:p>U krijgt hulp.</h:p></h:body></h:html>"
)


@pytest.mark.parametrize(("name", "data"), [("a.odt", archive()), ("a.html", XHTML.encode())])
def test_name_spaces_may_go_by_any_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_letter(tmp_path / name).text == "U krijgt hulp."


@pytest.mark.parametrize(
    ("page", "reason"),
    [("<frameset><frame src=a.html><noframes>Geen frames.</noframes></frameset>", "geen tekst"),
     ("<noscript>Zet JavaScript aan om deze pagina te zien.</noscript><div></div>", "geen tekst"),
     ("<meta http-equiv=Refresh content='0; URL=brief.pdf'><p>Een ogenblik geduld.</p>",
      "stuurt door naar brief.pdf. Sla ")],
)  # fmt: skip
def test_a_page_that_shows_its_text_elsewhere_is_refused(
    tmp_path: Path, page: str, reason: str
) -> None:
    (tmp_path / "brief.html").write_text(f"<html>{page}</html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=reason):
        read_letter(tmp_path / "brief.html")


@pytest.mark.parametrize(
    "head",
    ["<meta http-equiv=refresh content='900; url=uitgelogd.html'>",
     "<noscript><meta http-equiv=refresh content='0; url=zonder.html'></noscript>",
     "<meta http-equiv=refresh content=5>"],
)  # fmt: skip
def test_a_page_that_stays_is_read(head: str) -> None:
    draft = webpage.read(f"<html><head>{head}</head><p>U krijgt hulp.</p></html>")
    assert assemble(draft.blocks).text == "U krijgt hulp."
