"""Saved mail, and web pages saved in the same form, read as the letter that a person sees."""

from __future__ import annotations

import base64
import quopri
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter

import pytest
from conftest import SHARED

from corpus import Letter, LetterDate, UnreadableFile, read_letter

BODY = (
    "Geachte mevrouw,\n\nU krijgt € 95,00 per maand voor een coöperatieve hulphond. De "
    "beslissing geldt vanaf 1 april 2024.\n\nMet vriendelijke groet,\nhet Wmo-loket\n"
)
SENTENCE = (
    "U krijgt € 95,00 per maand voor een coöperatieve hulphond. De beslissing geldt vanaf "
    "1 april 2024."
)
HEADS = (
    "From: =?utf-8?Q?Wmo-loket_Co=C3=B6peratie?= <loket@voorbeeldstad.example>\n"
    "To: mevrouw Voorbeeld <v@example.org>, w@example.org\n"
    "Subject: =?utf-8?B?" + base64.b64encode("Beslissing coöperatie".encode()).decode() + "?=\n"
    "Date: Tue, 12 Mar 2024 23:30:00 +0100\nMIME-Version: 1.0\n"
)


def saved(folder: Path, data: bytes | str | EmailMessage, name: str = "bericht.eml") -> Letter:
    path = folder / name
    if isinstance(data, EmailMessage):
        data = bytes(data)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_letter(path)


def message(text: str = BODY) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Wmo-loket <loket@voorbeeldstad.example>"
    made["Subject"] = "Beslissing"
    made.set_content(text)
    return made


def test_the_heads_are_facts_and_not_part_of_the_text(tmp_path: Path) -> None:
    letter = saved(tmp_path, f"{HEADS}Content-Type: text/plain; charset=utf-8\n\n{BODY}")
    assert letter.text.startswith("Geachte mevrouw,\n\nU krijgt € 95,00")
    assert (letter.title, letter.date) == ("Beslissing coöperatie", LetterDate(2024, 3, 12))
    assert letter.sender == "Wmo-loket Coöperatie"
    assert letter.recipient == "mevrouw Voorbeeld, w@example.org"
    assert (letter.kind, letter.warnings) == ("brief", ())


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-onbekend", "unicode_escape"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("name", ["brief.txt", "brief.eml"])
def test_transport_encodings_are_decoded(
    tmp_path: Path, charset: str, encoding: str, name: str
) -> None:
    data = BODY.encode("utf-8" if charset == "utf-8" else "windows-1252")
    if encoding == "base64":
        data = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        data = quopri.encodestring(data)
    heads = (
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    letter = saved(tmp_path, (HEADS + heads).encode() + data, name)
    assert SENTENCE in letter.text
    assert "=E2" not in letter.text


def test_of_two_forms_of_one_text_the_plain_one_is_read_unless_it_says_nothing(
    tmp_path: Path,
) -> None:
    both = message()
    both.add_alternative("<p>De webversie van de brief.</p>", subtype="html")
    assert "webversie" not in saved(tmp_path, both).text
    stub = message("Dit bericht bestaat alleen als webpagina.\n")
    stub.add_alternative(f"<style>p {{ color: red }}</style><p>{SENTENCE}</p>", subtype="html")
    assert saved(tmp_path, stub).text == SENTENCE
    empty = message(" \n")
    empty.add_alternative(f"<p>{SENTENCE}</p><p hidden>999 euro</p>", subtype="html")
    assert saved(tmp_path, empty).text == SENTENCE


def test_what_hangs_on_a_message_and_is_no_letter_is_named(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(b"PK", "application", "zip", filename="Tarieven één.xlsx")
    made.add_attachment("Leden: 12", filename="leden.csv", subtype="csv")
    letter = saved(tmp_path, made)
    assert letter.warnings == (
        "Wat in dit bericht zit en niet is meegelezen: Tarieven één.xlsx en leden.csv. Dit soort "
        "bestand wordt niet gelezen.",
    )
    assert (letter.attached, "Leden" in letter.text) == ((), False)


def test_of_many_addressees_the_first_are_named(tmp_path: Path) -> None:
    many = ", ".join(f"Persoon {n} <p{n}@v.example>" for n in range(5000))
    letter = saved(tmp_path, f"From: Loket <l@v.example>\nTo: {many}\n\n{BODY}")
    assert letter.recipient == ", ".join(f"Persoon {n}" for n in range(5)) + " en anderen"


def test_a_picture_in_the_text_and_a_signature_are_no_attachments(tmp_path: Path) -> None:
    made = message()
    made.add_alternative(f'<p>{SENTENCE}</p><img src="cid:logo">', subtype="html")
    html = made.get_payload()[1]
    html.add_related(b"GIF89a", "image", "gif", cid="<logo>")
    assert saved(tmp_path, made).warnings == ()
    html.add_related(b"%PDF-1.7", "application", "pdf", cid="<1>", filename="besluit.pdf")
    assert saved(tmp_path, made).attached == ("besluit.pdf",)


def test_a_message_without_text_names_what_hangs_on_it(tmp_path: Path) -> None:
    made = message("")
    made.add_attachment(b"PK", "application", "zip", filename="foto's.zip")
    with pytest.raises(UnreadableFile, match=r"geen tekst, alleen wat .*: foto's\.zip"):
        saved(tmp_path, made)
    made.add_attachment(b"%PDF-1.4", "application", "pdf", filename="besluit.pdf")
    assert saved(tmp_path, made).text == "Beslissing"
    del made["Subject"]
    assert saved(tmp_path, made).text == "besluit.pdf"


def test_what_an_earlier_message_said_is_not_said_by_this_one(tmp_path: Path) -> None:
    earlier = "Op 1 maart schreef u:\n> Ik wil graag 500 euro.\n\n> En snel.\n"
    letter = saved(tmp_path, message(f"{BODY}\n{earlier}"))
    assert SENTENCE in letter.text
    assert "500 euro" not in letter.text and "En snel" not in letter.text
    assert letter.warnings == ("Aangehaalde tekst uit een eerder bericht is niet meegelezen.",)


def test_a_line_that_begins_with_more_than_is_no_quote(tmp_path: Path) -> None:
    letter = saved(tmp_path, message("Geachte heer,\n\nBij een inkomen\n> 20.000 euro betaalt u."))
    assert "> 20.000 euro betaalt u." in letter.text
    assert letter.warnings == ()


@pytest.mark.parametrize(
    "below",
    [
        "-----Oorspronkelijk bericht-----\nIk vraag 500 euro.",
        "Van: mevrouw Voorbeeld\nVerzonden: vrijdag 1 maart 2024\nIk vraag 500 euro.",
    ],
)
def test_messages_below_are_read_with_a_warning(tmp_path: Path, below: str) -> None:
    letter = saved(tmp_path, message(f"{BODY}\n{below}"))
    assert "Ik vraag 500 euro." in letter.text
    assert [one for one in letter.warnings if "eerdere berichten" in one]


@pytest.mark.parametrize(
    ("kind", "filling"),
    [("plain", "-" * 30_000), ("plain", "\n" * 30_000), ("html", "<style " * 30_000)],
)
def test_a_message_made_to_take_long_does_not(tmp_path: Path, kind: str, filling: str) -> None:
    text = f"From: a@b.nl\nTo: c@d.nl\nContent-Type: text/{kind}\n\n<p>{SENTENCE}</p>\n{filling}"
    started = perf_counter()
    assert SENTENCE in saved(tmp_path, text).text and perf_counter() - started < 8


def test_a_message_with_many_heads_is_known(tmp_path: Path) -> None:
    heads = "".join(f"Received: from a{n} by b{n}\n\twith SMTP; 1 Mar 2024\n" for n in range(300))
    letter = saved(tmp_path, f"{heads}{HEADS}Content-Type: text/plain\n\n{BODY}", "post.txt")
    assert letter.text.startswith("Geachte mevrouw")


def test_bare_letters_outside_ascii_in_a_head(tmp_path: Path) -> None:
    letter = saved(tmp_path, f"From: Loket <l@v.example>\nSubject: Coöperatie\n\n{BODY}")
    assert letter.title == "Coöperatie"


@pytest.mark.parametrize(
    "text",
    [
        "Datum: 3 maart 2024\nBetreft: Hulp\nContent: geen\n\nGeachte heer,\n\nDe hulp blijft.\n",
        "Subject: Hulp\nFrom: het college\n\nGeachte heer,\n\nDe hulp blijft.\n",
    ],
)
def test_labels_of_a_letter_are_no_heads_of_a_message(tmp_path: Path, text: str) -> None:
    letter = saved(tmp_path, text, "brief.txt")
    assert letter.text.startswith(text[:7])


def test_a_web_page_saved_as_a_message_gives_its_page(tmp_path: Path) -> None:
    page = quopri.encodestring(f"<html><body><p>{SENTENCE}</p></body></html>".encode()).decode()
    archive = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        f"{page}\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
        "Content-Location: file:///C:/a.png\n\nAAECAwQ=\n--x--\n"
    )
    letter = saved(tmp_path, archive, "pagina.doc")
    assert (letter.text, letter.warnings, letter.sender) == (SENTENCE, (), "")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bericht.eml", b"Zomaar tekst.\n", "de naam zegt EML"),
        ("bericht.eml", b"From: a@b.nl\nTo: c@d.nl\n\n \n", "geen tekst"),
        ("bericht.eml", b"From: a@b.nl\nContent-Type: multipart/mixed\n\nTekst.\n", "beschadigd"),
        (
            "bericht.eml",
            b"From: a@b.nl\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA\n",
            "versleuteld",
        ),
    ],
)
def test_what_is_no_message_is_refused_with_advice(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason) as refused:
        saved(tmp_path, data, name)
    assert refused.value.advice.endswith(".")


@pytest.mark.parametrize(
    "heads",
    [
        "From: <>;,:\nTo: (((\nSubject: =?utf-8?B?==?=\nDate: gisteren\n",
        "From: a@b.nl\nSubject: =?x?q?=ZZ?=\nContent-Disposition: inline; filename*=x''%\n",
        'From: a@b.nl\nContent-Type: multipart/mixed; boundary=""\n',
    ],
)
def test_heads_that_break_the_rules_end_as_a_letter_or_a_refusal(
    tmp_path: Path, heads: str
) -> None:
    try:
        assert "hulphond" in saved(tmp_path, f"{heads}\n{BODY}").text
    except UnreadableFile as refused:
        assert refused.advice


def test_the_shared_message() -> None:
    path = SHARED / "faults" / "t01_mail.txt"
    if not path.exists():
        pytest.skip("the shared files are not here")
    letter = read_letter(path)
    assert "U krijgt een vergoeding van € 95,00 per maand voor een hulphond." in letter.text
    assert (letter.title, letter.sender) == ("Beslissing coöperatieve hulp", "Wmo-loket")
