"""Files that hang on saved mail, each read as a letter of its own."""

from __future__ import annotations

import base64
import io
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_mail import SENTENCE, message
from test_corpus_word import docx, paragraph

from corpus import Letter, UnreadableFile, read_letter, read_letters, shown_name
from corpus.mail.parts import hanging
from corpus.sandbox import read_with_attached as limits

PDF_SENTENCE = "De traplift kost de gemeente 4.250 euro."
CENTS = "De bijdrage is € 19,00 per maand, en voor één hulp niets."
DOCX_SENTENCE = "De inwoner betaalt voor de scootmobiel niets."


def paper(*pages: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for text in pages:
        canvas.drawString(60, 740, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def with_files(**files: bytes) -> EmailMessage:
    """A message with files, by their names without the dot."""
    made = message()
    for name, data in files.items():
        stem, _, ending = name.rpartition("_")
        made.add_attachment(data, "application", "octet-stream", filename=f"{stem}.{ending}")
    return made


def read_all(
    folder: Path, made: EmailMessage, name: str = "post.eml"
) -> dict[str, Letter | UnreadableFile]:
    """What is read of a message, by the names that are shown; the message is the last."""
    (folder / name).write_bytes(bytes(made))
    return {shown_name(path): one for path, one in read_letters([folder / name], workers=1)}


def warnings_of(read: Letter | UnreadableFile) -> str:
    assert isinstance(read, Letter)
    return " ".join(read.warnings)


def test_each_document_is_a_letter_that_names_its_message(tmp_path: Path) -> None:
    word = docx(paragraph(DOCX_SENTENCE))
    found = read_all(
        tmp_path, with_files(besluit_pdf=paper("Voorblad.", PDF_SENTENCE), b_docx=word)
    )
    assert list(found) == ["post.eml > b.docx", "post.eml > besluit.pdf", "post.eml"]
    mail, letter, other = (found[f"post.eml{one}"] for one in ("", " > besluit.pdf", " > b.docx"))
    assert isinstance(letter, Letter) and isinstance(mail, Letter) and isinstance(other, Letter)
    start = letter.text.index(PDF_SENTENCE)
    assert letter.pages(start, start + 5) == (2,)
    assert (letter.attached_to, letter.id) == ("post.eml", "post-besluit")
    assert DOCX_SENTENCE in other.text
    assert (mail.attached, mail.attached_to, mail.warnings) == (("besluit.pdf", "b.docx"), "", ())
    assert "4.250" not in mail.text


def test_a_message_in_a_message_brings_its_own_files(tmp_path: Path) -> None:
    inner = with_files(nota_docx=docx(paragraph(DOCX_SENTENCE)))
    inner.replace_header("Subject", "Vraag 1/2 over: hulp")
    outer = message()
    outer.add_attachment(inner)
    found = read_all(tmp_path, outer)
    nested = "post.eml > Vraag 1-2 over: hulp.eml"
    assert list(found) == [f"{nested} > nota.docx", nested, "post.eml"]
    letter = found[f"{nested} > nota.docx"]
    assert isinstance(letter, Letter)
    assert (letter.text, letter.attached_to) == (DOCX_SENTENCE, nested)
    assert read_letter(tmp_path / "post.eml" / "Vraag 1-2 over: hulp.eml" / "nota.docx") == letter


def test_a_message_that_is_encoded_as_a_whole(tmp_path: Path) -> None:
    inner = base64.encodebytes(bytes(with_files(nota_txt=DOCX_SENTENCE.encode()))).decode()
    (tmp_path / "post.eml").write_text(
        "From: a@b.nl\nSubject: Stukken\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        f"{inner}\n--b--\n"
    )
    outer = tmp_path / "post.eml"
    assert read_letter(outer).attached == ("Beslissing.eml",)
    assert SENTENCE in read_letter(outer / "Beslissing.eml").text
    assert read_letter(outer / "Beslissing.eml" / "nota.txt").text == DOCX_SENTENCE


def test_a_damaged_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    made = with_files(stuk_pdf=b"%PDF-1.7 stuk", leeg_pdf=b" ", goed_txt=b"De hulp blijft bestaan.")
    found = read_all(tmp_path, made)
    refused = found["post.eml > stuk.pdf"]
    assert isinstance(refused, UnreadableFile)
    assert str(refused).startswith("post.eml > stuk.pdf: ")
    mail = found["post.eml"]
    assert isinstance(mail, Letter) and isinstance(found["post.eml > goed.txt"], Letter)
    assert mail.attached == ("goed.txt",)
    assert f"Bijlage stuk.pdf niet gelezen: {refused.reason}." in mail.warnings
    assert "Bijlage leeg.pdf niet gelezen: het bestand is leeg." in mail.warnings


@pytest.mark.parametrize(
    ("body", "subtype", "told"),
    [
        (
            '<meta http-equiv="refresh" content="0;url=https://portaal.example/1">Zie bijlage.',
            "html",
            "Een deel van de tekst van dit bericht is niet meegelezen: deze pagina stuurt door "
            "naar https://portaal.example/1.",
        ),
        ("<p hidden>Verborgen</p><p>...</p>", "html", ""),
        ("\n", "plain", ""),
    ],
)
def test_a_text_that_gives_no_letter_loses_no_files(
    tmp_path: Path, body: str, subtype: str, told: str
) -> None:
    made = message()
    made.replace_header("Subject", "...")
    made.set_content(body, subtype=subtype)
    with pytest.raises(UnreadableFile, match="stuurt door" if told else "bevat geen tekst"):
        (tmp_path / "alleen.eml").write_bytes(bytes(made))
        read_letter(tmp_path / "alleen.eml")
    made.add_attachment("De hulp blijft.", filename="besluit.txt")
    mail = read_all(tmp_path, made)["post.eml"]
    assert isinstance(mail, Letter)
    assert (mail.text, mail.attached) == ("besluit.txt", ("besluit.txt",))
    assert told in mail.warnings if told else not mail.warnings


def test_more_files_than_are_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ATTACHED", 2)
    files = {f"b{number}_txt": b"De hulp blijft." for number in range(12)}
    found = read_all(tmp_path, with_files(**files))
    assert list(found) == ["post.eml > b1.txt", "post.eml > b0.txt", "post.eml"]
    told = warnings_of(found["post.eml"])
    assert "Bijlagen niet gelezen: b2.txt, b3.txt" in told and "b9.txt en nog 2. Van één" in told


def test_messages_too_deep_are_named(tmp_path: Path) -> None:
    made = message()
    for depth in range(4):
        outer = message()
        outer.replace_header("Subject", f"Laag {depth}")
        outer.add_attachment(made)
        made = outer
    found = read_all(tmp_path, made)
    deepest = " > ".join(["post.eml", "Laag 2.eml", "Laag 1.eml", "Laag 0.eml"])
    assert len(found) == limits.MOST_DEEP + 1 and next(iter(found)) == deepest
    assert "Bijlagen niet gelezen: Beslissing.eml. Van één" in warnings_of(found[deepest])


def test_a_file_that_takes_too_long_harms_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.sandbox.isolation.Worker.__init__.__defaults__", (3.0, 1))
    table = b"<table>" + b"<tr><td>a<td>b" * 400_000
    found = read_all(tmp_path, with_files(groot_html=table, goed_txt=b"De hulp blijft bestaan."))
    assert isinstance(found["post.eml > goed.txt"], Letter)
    assert "Bijlage groot.html niet gelezen: het lezen kost te veel tijd of geheugen." in (
        warnings_of(found["post.eml"])
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/brief.txt", "-..-etc-brief.txt"),
        ("..", "bijlage"),
        ("a\\b\tc.txt", "a-b c.txt"),
        (f"{'lang' * 80}.txt", f"{'lang' * 19}.txt"),
    ],
)
def test_names_are_safe(tmp_path: Path, name: str, safe: str) -> None:
    made = message()
    made.add_attachment(b"De hulp blijft.", "application", "octet-stream", filename=name)
    found = read_all(tmp_path, made)
    assert safe in " ".join([*found, warnings_of(found["post.eml"])])


def test_equal_names_and_a_kind_without_an_ending(tmp_path: Path) -> None:
    made = with_files(brief_txt=b"De hulp blijft.")
    made.add_attachment(b"De hulp stopt.", "application", "octet-stream", filename="brief.txt")
    made.add_attachment(paper(PDF_SENTENCE), "application", "pdf", filename="Besluit 1.2")
    made.add_attachment("<p> </p>", subtype="html", filename="ATT00001.htm")
    found = read_all(tmp_path, made)
    names = ["Besluit 1.2.pdf", "brief-2.txt", "brief.txt"]
    assert list(found) == [*(f"post.eml > {name}" for name in names), "post.eml"]
    assert all(isinstance(one, Letter) for one in found.values())


@pytest.mark.parametrize("charset", ["iso-8859-15", "utf-16", "utf-16-le", "utf-8", "us-ascii"])
@pytest.mark.parametrize("name", ["besluit.txt", "besluit.html", "besluit.pdf"])
def test_the_character_set_of_a_text_is_what_the_message_says(
    tmp_path: Path, charset: str, name: str
) -> None:
    page = f"<p>{CENTS}</p>" if name.endswith("html") else CENTS
    data = page.encode("utf-8" if charset == "us-ascii" else charset)
    made = message()
    made.add_attachment(
        paper(PDF_SENTENCE) if name.endswith("pdf") else data,
        *("text", "html" if name.endswith("html") else "plain"),
        filename=name,
        params={"charset": charset},
    )
    (tmp_path / "post.eml").write_bytes(bytes(made))
    letter = read_letter(tmp_path / "post.eml" / name)
    assert letter.text == (PDF_SENTENCE if name.endswith("pdf") else CENTS)


def seconds_to_name(names: list[str]) -> float:
    made = message()
    made.make_mixed()
    for name in names:
        part = EmailMessage()
        part.set_content("De hulp blijft.", disposition="attachment", filename=name)
        made.attach(part)
    started = perf_counter()
    assert len(hanging(made).letters) == len(names)
    return perf_counter() - started


def test_thousands_of_files_of_one_name_take_no_longer_than_others() -> None:
    apart = seconds_to_name([f"b{number}.txt" for number in range(2000)])
    assert seconds_to_name(["b.txt"] * 2000) < 2.5 * apart


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    read_all(tmp_path, message())
    with pytest.raises(UnreadableFile, match=r"post\.eml > weg\.pdf: de bijlage is beschadigd"):
        read_letter(tmp_path / "post.eml" / "weg.pdf")
