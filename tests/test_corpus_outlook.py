"""Messages that Outlook saved (MSG), read as other mail is, with what hangs on them."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from compound import Tree, compound, file, hung, inner, outlook
from olefile import OleFileIO
from test_corpus_mail import SENTENCE, message
from test_corpus_mail_attached import DOCX_SENTENCE, PDF_SENTENCE, paper, warnings_of
from test_corpus_word import docx, paragraph

from corpus import Letter, LetterDate, UnreadableFile, read_letter, read_letters, shown_name
from corpus.sandbox import read_with_attached as limits

SENDER = {"t0C1A": "Wmo-loket", "t0C1F": "/O=GEMEENTE/CN=LOKET"}


def saved(folder: Path, tree: Tree, name: str = "post.msg") -> Letter:
    (folder / name).write_bytes(compound(tree))
    return read_letter(folder / name)


def read_all(folder: Path, tree: Tree) -> dict[str, Letter | UnreadableFile]:
    (folder / "post.msg").write_bytes(compound(tree))
    found = read_letters([folder / "post.msg"], workers=1)
    return {shown_name(path): one for path, one in found}


def test_text_and_heads(tmp_path: Path) -> None:
    to = {"t0E04": "mevrouw Voorbeeld; het college"}
    letter = saved(tmp_path, outlook("Beslissing coöperatie", t1000=SENTENCE, **SENDER, **to))
    assert (letter.text, letter.warnings) == (SENTENCE, ())
    assert (letter.title, letter.sender) == ("Beslissing coöperatie", "Wmo-loket")
    assert (letter.recipient, letter.date) == (
        "mevrouw Voorbeeld, het college",
        LetterDate(2024, 3, 12),
    )


def test_the_date_is_that_of_where_it_was_sent(tmp_path: Path) -> None:
    heads = "From: a@b.nl\r\nDate: Wed, 13 Mar 2024 00:30:00 +0200\r\n"
    tree = outlook(t1000=SENTENCE, t007D=heads, **SENDER)
    assert saved(tmp_path, tree).date == LetterDate(2024, 3, 13)
    assert saved(tmp_path, outlook(sent=False, t1000=SENTENCE, **SENDER)).date is None


@pytest.mark.parametrize(
    "body",
    [
        {"b1013": f"<style>p {{ color: red }}</style><p>{SENTENCE}</p>".encode()},
        {"t1013": f"<p>{SENTENCE}</p>", "t1000": " "},
        {"s1000": SENTENCE.encode("windows-1252")},
        {"t1000": f"{SENTENCE}\r\n\r\n{'Lange tekst. ' * 500}", "b1009": b"LZFu"},
    ],
)
def test_other_forms_of_the_text(tmp_path: Path, body: dict[str, str | bytes]) -> None:
    letter = saved(tmp_path, outlook(**body))
    assert letter.text.startswith(SENTENCE) and letter.warnings == ()


def test_a_text_in_rtf_only_is_named(tmp_path: Path) -> None:
    tree = outlook(b1009=b"LZFu")
    with pytest.raises(UnreadableFile, match=r"tekst van het bericht\.rtf\. Bewaar daarvan"):
        saved(tmp_path, tree)
    letter = saved(tmp_path, tree | hung(file("b.pdf", paper(PDF_SENTENCE))))
    assert (letter.text, letter.attached) == ("Beslissing", ("b.pdf",))
    assert "niet is meegelezen: tekst van het bericht.rtf" in letter.warnings[0]


def test_what_hangs_on_it_is_read_apart(tmp_path: Path) -> None:
    nested = outlook("Vraag", t1000="De vraag.") | hung(
        file("nota.docx", docx(paragraph(DOCX_SENTENCE)))
    )
    logo = file("logo.png", b"\x89PNG", t370E="image/png", t3712="logo@1")
    hanging = hung(
        file("besluit.pdf", paper("Voorblad", PDF_SENTENCE)),
        inner(nested),
        logo,
        file("stuk.pdf", b"%PDF-1.7 stuk"),
        file("tarieven.xlsx", b"PK"),
    )
    found = read_all(tmp_path, outlook(t1000=SENTENCE, **SENDER) | hanging)
    letter = found["post.msg > besluit.pdf"]
    assert isinstance(letter, Letter) and PDF_SENTENCE in letter.text
    assert (letter.attached_to, len(letter.page_starts)) == ("post.msg", 2)
    note = found["post.msg > Vraag.eml > nota.docx"]
    assert isinstance(note, Letter) and note.text == DOCX_SENTENCE
    mail = found["post.msg"]
    assert isinstance(mail, Letter) and mail.attached == ("besluit.pdf", "Vraag.eml")
    told = warnings_of(mail)
    assert "Bijlage stuk.pdf niet gelezen" in told and "meegelezen: tarieven.xlsx." in told
    assert "logo" not in told


def test_a_file_is_listed_as_often_for_many_messages_as_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[None] = []
    listdir = OleFileIO.listdir
    monkeypatch.setattr(
        OleFileIO, "listdir", lambda *of, **kinds: listed.append(None) or listdir(*of, **kinds)
    )

    def times(count: int) -> int:
        listed.clear()
        messages = [inner(outlook(f"Vraag {n}", t1000="De vraag.")) for n in range(count)]
        letter = saved(tmp_path, outlook(t1000=SENTENCE) | hung(*messages))
        assert letter.attached[-1] == f"Vraag {count - 1}.eml"
        return len(listed)

    assert times(20) == times(1)


def test_outlook_mail_on_other_mail(tmp_path: Path) -> None:
    made: EmailMessage = message()
    data = compound(outlook(t1000=DOCX_SENTENCE))
    made.add_attachment(data, "application", "vnd.ms-outlook", filename="door.msg")
    (tmp_path / "post.eml").write_bytes(bytes(made))
    first, _ = read_letters([tmp_path / "post.eml"], workers=1)
    assert isinstance(first[1], Letter) and first[1].text == DOCX_SENTENCE


def test_damaged_and_other_files_are_refused(tmp_path: Path) -> None:
    whole = compound(outlook(t1000="De hulp blijft bestaan. " * 400, **SENDER))
    cut = [whole[:length] for length in range(600, len(whole) - 512, 300)]
    for data in [*cut, compound({"WordDocument": b"De hulp blijft."})]:
        (tmp_path / "post.msg").write_bytes(data)
        with pytest.raises(UnreadableFile, match=r"Outlook-bericht .* is beschadigd") as refused:
            read_letter(tmp_path / "post.msg")
        assert re.fullmatch(r"Bewaar .*\.", refused.value.advice)
    (tmp_path / "post.msg").write_bytes(b"Gewone tekst.")
    with pytest.raises(UnreadableFile, match="de naam zegt MSG"):
        read_letter(tmp_path / "post.msg")


def test_a_word_file_with_a_message_in_it_is_no_message(tmp_path: Path) -> None:
    tree = {"WordDocument": b"De hulp blijft.", "ObjectPool": {"_1": outlook(t1000="Niet dit.")}}
    (tmp_path / "brief.doc").write_bytes(compound(tree))
    with pytest.raises(UnreadableFile, match="oud"):
        read_letter(tmp_path / "brief.doc")


def test_more_files_than_are_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ATTACHED", 1)
    files = [file(f"b{number}.txt", b"De hulp blijft.") for number in range(3)]
    found = read_all(tmp_path, outlook(t1000=SENTENCE) | hung(*files))
    assert list(found) == ["post.msg > b0.txt", "post.msg"]
    assert "Bijlagen niet gelezen: b1.txt en b2.txt. Van" in warnings_of(found["post.msg"])
