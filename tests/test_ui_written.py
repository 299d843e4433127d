"""An answer as Markdown, plain text, sources and Word memo, each read back by another reader."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from corpus import Kamerstuk, Letter, LetterDate, read_letter
from index import Retriever, build_index
from qa import Answer, Citation, Statement, Status, Warning, cite, official_citation
from ui import main
from ui.export.answer_blocks import printable
from ui.export.forms import FORMS
from ui.export.memo import memo
from ui.export.pasted_text import as_markdown, as_sources, as_text
from ui.html.answer_tools import uses

TEXT = (
    "De hulp kost 19 euro\nper maand. Meer is er niet. <b>Let op</b> & *dit* [hier](http://x.nl)."
)
PAPER = Kamerstuk("29538", "360", "2023-2024", "Tweede Kamer")
LETTER = Letter(
    id="b",
    title="Brief",
    text=TEXT,
    sha256="",
    kamerstuk=PAPER,
    page_starts=(0, 32),
    page_labels=("3", "4"),
)
OLD = Letter(id="o", title="Oud <i>", text="Toen 17 euro.", sha256="", date=LetterDate(2021))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</w:t></w:r>", "&lt;b&gt; &amp;",
    "**vet** _schuin_ `code` ~~weg~~", "[tekst](javascript:alert(1))", "![x](http://x.nl/a.png)",
    "<http://x.nl>", "http://x.nl www.x.nl a@x.nl", "# Kop", "- punt", "+ punt", "1. een", "1) een",
    "> citaat", "---", "===", "| a | b |", "    code", "[^1]: noot", "[a]: http://x.nl", "```",
    "a\\", "$x^2$ {{7*7}}", "a. een", "(1) een", "&copy;", "kop\n===", "a\x00b\ud800c",
]  # fmt: skip


def proof(letter: Letter, quote: str) -> Citation:
    found = cite(letter, quote)
    assert found
    return found


FIRST, SECOND = proof(LETTER, "De hulp kost 19 euro\nper maand."), proof(LETTER, TEXT[32:])
ANSWER = Answer(
    "Wat kost de hulp en wie betaalt?", "Wat kost de hulp?", Status.PARTIAL, 0.9,
    statements=(
        Statement(FIRST.quote, (FIRST,), (proof(LETTER, "19 euro"),)),
        Statement(f"{SECOND.quote} {FIRST.quote}", (SECOND, FIRST)),
    ),
    warnings=(Warning("newer_letter", OLD, "Er is een nieuwere brief."),),
    missing=("wie betaalt?",),
    history=(Statement(OLD.text, (proof(OLD, OLD.text),)),),
)  # fmt: skip
OFFICIAL = (
    "Kamerstukken II 2023/24, 29538, nr. 360, p. 3",
    "Kamerstukken II 2023/24, 29538, nr. 360, p. 4",
    "‘Oud <i>’, 2021",
)


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def notes(data: bytes) -> list[str]:
    """The footnotes in the order in which the text refers to them."""
    found = parts(data)
    texts = {
        note.get(f"{W}id"): "".join(note.itertext()).strip()
        for note in found["word/footnotes.xml"]
        if note.get(f"{W}type") is None
    }
    marks = [one.get(f"{W}id") for one in found["word/document.xml"].iter(f"{W}footnoteReference")]
    assert len(marks) == len(set(marks)) == len(texts)
    return [texts[mark] for mark in marks]


@pytest.fixture
def made(retriever: Retriever) -> bytes:
    return memo(ANSWER, retriever, date(2026, 11, 26))


def test_the_footnotes_are_the_official_citations(made: bytes) -> None:
    cited = [one for told in (*ANSWER.statements, *ANSWER.history) for one in told.citations]
    assert notes(made) == [one.formatted for one in cited]
    assert set(notes(made)) == set(OFFICIAL)


def test_python_docx_opens_the_memo(made: bytes) -> None:
    opened = docx.Document(io.BytesIO(made))
    shown = [(one.style.name, one.text) for one in opened.paragraphs if one.style]
    texts = [text for _, text in shown]
    assert shown[0] == ("Title", "Antwoord uit brieven over de Wmo")
    headings = [text for style, text in shown if style == "Heading 1"]
    assert headings == [
        "Vraag",
        "Antwoord",
        "Let op",
        "Niet gevonden",
        "Eerdere standpunten",
        "Bronnen",
    ]
    for expected in (
        "Wat kost de hulp en wie betaalt?",
        "Gezocht op: Wat kost de hulp?",
        "Datum: 26 november 2026",
        "Gezocht in: 2 brieven",
        "Een deel van uw vraag staat niet in de brieven.",
        "De hulp kost 19 euro per maand.",
        "Meer is er niet. <b>Let op</b> & *dit* [hier](http://x.nl). "
        "De hulp kost 19 euro per maand.",
        "Er is een nieuwere brief.",
        "wie betaalt?",
    ):
        assert expected in texts
    assert any("automatisch gemaakt" in text and "Controleer" in text for text in texts)
    assert [text for style, text in shown if style == "List Number"] == list(OFFICIAL)
    bold = [run.text for one in opened.paragraphs for run in one.runs if run.bold]
    assert bold == ["19 euro"]
    assert opened.core_properties.title == "Antwoord uit brieven over de Wmo"
    assert opened.core_properties.language == "nl-NL"


def test_our_own_reader_finds_the_footnotes_at_their_places(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    file.write_bytes(made)
    letter = read_letter(file)
    read = [letter.text[note.start : note.end] for note in letter.footnotes]
    assert read == notes(made)
    before = [letter.text[: note.marker].rsplit("\n", 1)[-1] for note in letter.footnotes]
    assert before[0] == "De hulp kost 19 euro per maand."
    assert before[1].endswith("[hier](http://x.nl).")
    assert before[3] == "Toen 17 euro."


def test_the_package_is_whole(made: bytes) -> None:
    found = parts(made)
    named = {one.get("PartName", "").lstrip("/") for one in found["[Content_Types].xml"]}
    relations = {name for name in found if name.endswith(".rels")}
    assert named - {""} == set(found) - relations - {"[Content_Types].xml"}
    for name in relations:
        folder = "word/" if name.startswith("word/") else ""
        for one in found[name]:
            assert folder + one.get("Target", "") in found
    styles = {one.get(f"{W}styleId") for one in found["word/styles.xml"].iter(f"{W}style")}
    used = {
        one.get(f"{W}val")
        for part in ("word/document.xml", "word/footnotes.xml")
        for tag in ("pStyle", "rStyle")
        for one in found[part].iter(W + tag)
    }
    assert used <= styles
    language = next(found["word/styles.xml"].iter(f"{W}lang"))
    assert language.get(f"{W}val") == "nl-NL"


def test_the_same_answer_gives_the_same_memo(made: bytes, retriever: Retriever) -> None:
    assert memo(ANSWER, retriever, date(2026, 11, 26)) == made


def test_markdown_shows_short_words_and_numbered_sources() -> None:
    text = as_markdown(ANSWER)
    assert "> De hulp kost **19 euro** per maand.[^1]" in text
    assert f"[^1]: {OFFICIAL[0]}\n[^2]: {OFFICIAL[1]}\n" in text
    assert "[^3]: ‘Oud \\<i\\>’, 2021" in text
    assert "- wie betaalt?" in text


def test_plain_text_and_sources() -> None:
    text = as_text(ANSWER)
    assert "De hulp kost 19 euro per maand. [1]\n" in text
    assert f"Bronnen\n[1] {OFFICIAL[0]}\n[2] {OFFICIAL[1]}\n[3] {OFFICIAL[2]}\n" in text
    assert as_sources(ANSWER).splitlines() == list(OFFICIAL)


def test_the_chat_offers_every_form_and_sources_only_where_there_are_some(
    retriever: Retriever,
) -> None:
    today = date(2026, 11, 26)
    offered = re.findall(
        r'download="([^"]+)" href="data:([^,]+);base64,([^"]+)"', uses(ANSWER, retriever, today)
    )
    files = {
        name.removeprefix("wmo-antwoord-2026-11-26"): base64.b64decode(data)
        for name, _, data in offered
    }
    assert files == {form.ending: form.write(ANSWER, retriever, today) for form in FORMS.values()}
    assert b"@" in files[".bib"]
    assert [one["id"] for one in json.loads(files[".csl.json"])] == ["b", "o"]
    silent = Answer("Wat is een gracht?", "Wat is een gracht?", Status.NOT_FOUND, 0.1)
    assert uses(silent, retriever, today).count("download=") == 2


def test_without_an_answer_the_nearest_passages_stand_with_their_sources(
    retriever: Retriever,
) -> None:
    hits = tuple(retriever.search("eigen bijdrage", 2))
    silent = Answer("Wat is een gracht?", "Wat is een gracht?", Status.NOT_FOUND, 0.1, hits=hits)
    text = as_text(silent)
    assert "Het antwoord staat niet in de brieven." in text
    first = hits[0].passage
    official = official_citation(first.letter, first.letter.labels(first.pages))
    assert "Dichtstbijzijnde passages\n\nDe eigen bijdrage voor hulp" in text
    assert f"\n[1] {official}\n" in text
    made = memo(silent, retriever, date(2026, 11, 26))
    assert len(notes(made)) == len(hits)
    assert as_sources(silent) == ""


def full_of(payload: str) -> Answer:
    """An answer with these words wherever words of others stand."""
    letter = Letter(id="x", title=payload, text=f"{payload} einde.", sha256="", sender=payload)
    proved = proof(letter, letter.text)
    return Answer(
        payload, payload, Status.ANSWERED, 0.9, (Statement(proved.quote, (proved,)),),
        warnings=(Warning("newer_letter", letter, payload),), missing=(payload,),
    )  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_stay_words_in_markdown(payload: str) -> None:
    text = as_markdown(full_of(payload))
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    assert {one.type for one in tokens} <= {
        f"{name}_{side}"
        for name in ("heading", "paragraph", "blockquote", "bullet_list", "list_item")
        for side in ("open", "close")
    } | {"inline"}
    inside = [[*token.children] for token in tokens if token.children]
    assert {one.type for line in inside for one in line} <= {
        "text", "softbreak", "em_open", "em_close",
    }  # fmt: skip
    lines = ["".join(one.content for one in line) for line in inside]
    shown = printable(" ".join(payload.split()))
    assert (lines.count(shown), lines.count(f"{shown} einde.[^1]")) == (3, 1)
    assert not re.search(r"(?:https?:|mailto:)//?|www\.|@", re.sub(r"\\.", "", text))


def test_words_stay_words_in_word(retriever: Retriever) -> None:
    for payload in PAYLOADS:
        made = memo(full_of(payload), retriever, date(2026, 11, 26))
        opened = docx.Document(io.BytesIO(made))
        read = [" ".join(one.text.split()) for one in opened.paragraphs]
        assert read.count(printable(" ".join(payload.split()))) == 3


@pytest.fixture
def index(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_reader: object
) -> str:
    from conftest import FakeEncoder

    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    build_index([letters], tmp_path / "index", FakeEncoder())
    return str(tmp_path / "index")


QUESTION = "Wat is de eigen bijdrage voor hulp bij het huishouden?"


def test_the_forms_at_the_command_line(
    index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "memo.docx"
    assert main(["ask", QUESTION, "--index", index, "--docx", str(file), "--markdown"]) == 0
    caught = capsys.readouterr()
    assert caught.out.startswith(f"## Vraag\n\n{QUESTION}")
    assert str(file) in caught.err
    assert docx.Document(str(file)).paragraphs[2].text == QUESTION
    assert main(["ask", QUESTION, "--index", index, "--cite", "csl"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--json", "--markdown"], "Kies één vorm: --json of --markdown."),
        (["--markdown", "--cite", "bibtex"], "Kies één vorm: --markdown of --cite."),
        (["--cite", "apa"], "kies uit"),
        (["--docx", "/bestaat/niet/memo.docx"], "/bestaat/niet/memo.docx kan niet worden gebruikt"),
    ],
)
def test_a_wrong_form_is_one_line(
    index: str, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    try:
        code = main(["ask", QUESTION, "--index", index, *options])
    except SystemExit as stopped:
        code = stopped.code  # type: ignore[assignment]
    caught = capsys.readouterr().err
    assert (code, caught.count("\n")) == (1, 1)
    assert told in caught


def test_a_form_goes_with_one_question(
    index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": 1, "question": "eigen bijdrage?"}\n', encoding="utf-8")
    assert main(["ask", "--questions", str(asked), "--index", index, "--markdown"]) == 1
    assert "met één vraag" in capsys.readouterr().err
