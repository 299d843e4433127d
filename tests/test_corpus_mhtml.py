"""Web archives made here, in the ways in which browsers save them."""

import base64
import quopri
from pathlib import Path

import pytest

from corpus import Letter, LetterDate, UnreadableFile, read_letter

TEXT = "De vergoeding bedraagt € 1.850,00 per vijf jaar — één keer."
PAGE = f"<html><body><p>{TEXT}</p></body></html>"


def archive(page: bytes, encoding: str, charset: str, head: str = "") -> bytes:
    sent = {
        "quoted-printable": quopri.encodestring(page),
        "base64": base64.encodebytes(page),
        "8bit": page,
    }[encoding]
    start = (
        f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="--x"\r\n\r\n----x\r\nContent-Type: image/png\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n----x\r\n"
        f"Content-Type: text/html{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return start.encode() + sent + b"\r\n----x--\r\n"


def read(data: bytes, folder: Path, name: str = "brief.mht") -> str:
    path = folder / name
    path.write_bytes(data)
    return read_letter(path).text


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("name", ["brief.mht", "brief.mhtml", "brief.html", "brief.txt"])
def test_the_page_in_an_archive_is_read(tmp_path: Path, encoding: str, name: str) -> None:
    data = archive(PAGE.encode(), encoding, '; charset="utf-8"')
    assert read(data, tmp_path, name) == TEXT


@pytest.mark.parametrize("charset", ["; charset=windows-1252", "; charset=onbekend", ""])
def test_the_characters_of_the_page_are_right(tmp_path: Path, charset: str) -> None:
    data = archive(PAGE.encode("windows-1252"), "quoted-printable", charset)
    assert read(data, tmp_path) == TEXT


def test_the_character_set_that_came_along_counts(tmp_path: Path) -> None:
    page = PAGE.replace(TEXT, "Łódź in één keer.").encode("iso-8859-2")
    page = page.replace(b"<html>", b'<html><meta charset="windows-1252">')
    data = archive(page, "base64", "; charset=iso-8859-2", "From: <Saved by Blink>\r\n")
    assert read(data, tmp_path) == "Łódź in één keer."


def test_a_page_of_one_part(tmp_path: Path) -> None:
    sent = quopri.encodestring(PAGE.encode())
    head = (
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable"
    )
    assert read(head + b"\n\n" + sent, tmp_path) == TEXT


@pytest.mark.parametrize(
    ("name", "head"),
    [("brief.eml", ""), ("brief.txt", "Cc: c@d.nl\r\n"), ("brief.txt", "Message-ID: <1@b.nl>\r\n")],
)
def test_a_message_with_pictures_keeps_its_sender(tmp_path: Path, name: str, head: str) -> None:
    head = f"From: Gemeente Dam <a@b.nl>\r\nSubject: Hulp\r\n{head}"
    path = tmp_path / name
    path.write_bytes(archive(PAGE.encode(), "8bit", "; charset=utf-8", head))
    letter = read_letter(path)
    assert (letter.text, letter.sender, letter.title) == (TEXT, "Gemeente Dam", "Hulp")


HEADS = (
    ("Van", "Wit, Sanne de &lt;s.dewit@waterbrugge.example&gt;"),
    ("Verzonden", "dinsdag 12 maart 2024 09:41"),
    ("Aan", "Wmo-loket; Ria Bos &lt;r@bos.example&gt;"),
    ("CC", "Els Visser"),
    ("Onderwerp", "Vergoeding traplift"),
)
MESSAGE = f"<p>Beste collega,</p><p>{TEXT}</p><p>Met vriendelijke groet,</p><p>Sanne</p>"


def message(folder: Path, heads: str, head: str = "") -> Letter:
    path = folder / "bericht.mht"
    page = f"<html><body>{heads}{MESSAGE}</body></html>"
    path.write_bytes(archive(page.encode(), "8bit", "; charset=utf-8", head))
    return read_letter(path)


def table(heads: tuple[tuple[str, str], ...]) -> str:
    rows = (f"<tr><td><b>{name}:</b></td><td>{value}</td></tr>" for name, value in heads)
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.parametrize("names", ["Van Verzonden Aan CC Onderwerp", "From Sent To Cc Subject"])
@pytest.mark.parametrize("above", ["", "<p>Els Visser</p>"])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_saved_message_keeps_its_heads(
    tmp_path: Path, names: str, above: str, ruled: bool
) -> None:
    said = tuple(zip(names.split(), (value for _, value in HEADS), strict=True))
    lines = "<br>".join(f"<b>{name}:</b> {value}" for name, value in said)
    letter = message(tmp_path, above + (table(said) if ruled else f"<p>{lines}</p>"))
    assert letter.sender == "Wit, Sanne de"
    assert (letter.recipient, letter.title) == ("Wmo-loket, Ria Bos", "Vergoeding traplift")
    assert letter.date == LetterDate(2024, 3, 12)


def test_heads_of_the_file_itself_are_those_of_the_message(tmp_path: Path) -> None:
    head = (
        "From: Gemeente Dam <a@b.nl>\r\nTo: c@d.nl\r\nSubject: Hulp\r\n"
        "Date: Tue, 12 Mar 2024 09:41:00 +0100\r\n"
    )
    letter = message(tmp_path, "", head)
    assert (letter.sender, letter.recipient, letter.title) == ("Gemeente Dam", "c@d.nl", "Hulp")
    assert letter.date == LetterDate(2024, 3, 12)


def test_a_page_that_a_program_saved_has_its_own_sender(tmp_path: Path) -> None:
    head = "From: <Saved by Blink>\r\nSubject: Hulp\r\nDate: Tue, 12 Mar 2024 09:41:00 +0100\r\n"
    letter = message(tmp_path, "", head)
    assert (letter.sender, letter.title, letter.date) == ("Sanne", "", None)


def test_heads_further_on_are_of_an_earlier_message(tmp_path: Path) -> None:
    letter = message(tmp_path, f"<p>Beste Els,</p><p>Zie hieronder.</p>{table(HEADS)}")
    assert letter.sender != "Wit, Sanne de"


def test_an_archive_without_a_page_is_refused(tmp_path: Path) -> None:
    data = archive(PAGE.encode(), "8bit", "").replace(b"text/html\r\n", b"image/gif\r\n")
    with pytest.raises(UnreadableFile, match="geen webpagina"):
        read(data, tmp_path)


def test_parts_in_parts_without_end_are_refused_or_read(tmp_path: Path) -> None:
    data = b"MIME-Version: 1.0\n"
    for number in range(3000):
        data += f'Content-Type: multipart/related; boundary="b{number}"\n\n--b{number}\n'.encode()
    with pytest.raises(UnreadableFile, match="geen webpagina"):
        read(data, tmp_path)
