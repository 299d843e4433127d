"""Letters that came with mail: added, replaced and removed in the index along with the mail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compound import compound, file, hung, outlook
from conftest import FakeEncoder
from test_corpus_mail import message
from test_corpus_mail_attached import DOCX_SENTENCE, PDF_SENTENCE, paper, with_files
from test_corpus_word import docx, paragraph

from corpus import BadCorrection, correct, shown_name
from index import IndexReport, Retriever, build_index, remove_letters
from ui import main


def indexed(folder: Path, tmp_path: Path, prune: bool = False) -> tuple[IndexReport, list[str]]:
    report = build_index([folder], tmp_path / "i", FakeEncoder(), prune=prune)
    files = Retriever(tmp_path / "i", FakeEncoder()).files().values()
    return report, sorted(map(shown_name, files))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with mail on which a PDF and a Word file hang."""
    made = with_files(besluit_pdf=paper("Voorblad", PDF_SENTENCE), n_docx=docx(paragraph("Oud.")))
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "a.eml").write_bytes(bytes(made))
    return tmp_path / "post"


def test_mail_that_did_not_change_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    report, files = indexed(folder, tmp_path)
    assert files == sorted(report.added) == ["a.eml", "a.eml > besluit.pdf", "a.eml > n.docx"]
    again, same = indexed(folder, tmp_path, prune=True)
    assert (again.skipped, again.embedded, again.removed, same) == (["a.eml"], 0, [], files)


def test_mail_that_is_replaced_replaces_what_hangs_on_it(folder: Path, tmp_path: Path) -> None:
    indexed(folder, tmp_path)
    made = with_files(n_docx=docx(paragraph(DOCX_SENTENCE)), nieuw_txt=b"De hulp blijft bestaan.")
    (folder / "a.eml").write_bytes(bytes(made))
    report, files = indexed(folder, tmp_path)
    assert files == ["a.eml", "a.eml > n.docx", "a.eml > nieuw.txt"]
    assert (report.added, sorted(report.replaced)) == (
        ["a.eml > nieuw.txt"],
        ["a.eml", "a.eml > n.docx"],
    )
    (folder / "a.eml").write_bytes(bytes(with_files(nieuw_pdf=b"%PDF-1.7 stuk")))
    report, files = indexed(folder, tmp_path)
    assert files == ["a.eml"]
    assert str(report.problems[0]).startswith("a.eml > nieuw.pdf: ")


def test_outlook_mail_that_is_replaced_does_so_too(tmp_path: Path) -> None:
    (tmp_path / "post").mkdir()
    for number in (1, 2):
        hanging = hung(file(f"nota{number}.pdf", paper(f"Versie {number}.")))
        tree = outlook(t1000=f"Zie de bijlage, versie {number}.") | hanging
        (tmp_path / "post" / "a.msg").write_bytes(compound(tree))
        _, files = indexed(tmp_path / "post", tmp_path)
        assert files == ["a.msg", f"a.msg > nota{number}.pdf"]


def test_mail_that_is_removed_or_moved_takes_them_along(folder: Path, tmp_path: Path) -> None:
    indexed(folder, tmp_path)
    (folder / "archief").mkdir()
    (folder / "a.eml").rename(folder / "archief" / "a.eml")
    report, files = indexed(folder, tmp_path, prune=True)
    assert (report.skipped, report.removed, len(files)) == (["a.eml"], [], 3)
    (folder / "archief" / "a.eml").unlink()
    (folder / "b.eml").write_bytes(bytes(message()))
    report, files = indexed(folder, tmp_path, prune=True)
    assert (sorted(report.removed), files) == (["a.eml", "besluit.pdf", "n.docx"], ["b.eml"])


def test_mail_that_is_taken_out_of_the_index_takes_them_along(folder: Path, tmp_path: Path) -> None:
    (folder / "b.eml").write_bytes(bytes(message()))
    indexed(folder, tmp_path)
    remove_letters([folder / "a.eml"], tmp_path / "i")
    files = Retriever(tmp_path / "i", FakeEncoder()).files().values()
    assert [one.name for one in files] == ["b.eml"]


def test_a_file_that_also_stands_in_the_folder_is_one_letter(folder: Path, tmp_path: Path) -> None:
    (folder / "z.pdf").write_bytes(paper("Voorblad", PDF_SENTENCE))
    made = with_files(besluit_pdf=(folder / "z.pdf").read_bytes())
    (folder / "a.eml").write_bytes(bytes(made))
    report, files = indexed(folder, tmp_path)
    assert (report.doubles, files) == (
        {"z.pdf": "a.eml > besluit.pdf"},
        ["a.eml", "a.eml > besluit.pdf"],
    )
    assert indexed(folder, tmp_path)[0].doubles == report.doubles
    (folder / "a.eml").write_bytes(bytes(message()))
    assert indexed(folder, tmp_path)[1] == ["a.eml", "z.pdf"]


def test_a_copy_of_mail_takes_the_place_of_the_first(folder: Path, tmp_path: Path) -> None:
    data = paper("Voorblad", PDF_SENTENCE)
    mail = bytes(with_files(besluit_pdf=data))
    (folder / "a.eml").unlink()
    (folder / "besluit.pdf").write_bytes(data)
    for name in ("m1", "m2"):
        (folder / name).mkdir()
        (folder / name / "mail.eml").write_bytes(mail)
    indexed(folder, tmp_path)
    (folder / "m1" / "mail.eml").unlink()
    for _ in range(2):
        report, files = indexed(folder, tmp_path, prune=True)
        assert (files, report.problems) == (["besluit.pdf", "mail.eml"], [])


@pytest.fixture
def forwarded(folder: Path) -> Path:
    """The folder, with another message on which the same PDF hangs: a double."""
    made = message("Ter informatie stuur ik dit besluit door aan de raad.")
    data = paper("Voorblad", PDF_SENTENCE)
    made.add_attachment(data, "application", "octet-stream", filename="besluit.pdf")
    (folder / "a.eml").write_bytes(bytes(with_files(besluit_pdf=data)))
    (folder / "b.eml").write_bytes(bytes(made))
    return folder


@pytest.mark.parametrize("prune", [True, False])
def test_what_hangs_on_two_messages_stays_when_one_is_deleted(
    forwarded: Path, tmp_path: Path, prune: bool
) -> None:
    report, _ = indexed(forwarded, tmp_path)
    assert report.doubles == {"b.eml > besluit.pdf": "a.eml > besluit.pdf"}
    (forwarded / "a.eml").unlink()
    report, _ = indexed(forwarded, tmp_path, prune=prune)
    assert (report.added, report.skipped) == (["b.eml > besluit.pdf"], ["b.eml"])
    assert indexed(forwarded, tmp_path, prune=True)[1] == ["b.eml", "b.eml > besluit.pdf"]


def test_what_hangs_on_two_messages_stays_when_one_is_taken_out(
    forwarded: Path, tmp_path: Path
) -> None:
    indexed(forwarded, tmp_path)
    remove_letters([forwarded / "a.eml"], tmp_path / "i")
    (forwarded / "a.eml").unlink()
    assert indexed(forwarded, tmp_path)[1] == ["b.eml", "b.eml > besluit.pdf"]


def test_what_hangs_on_mail_stays_when_the_file_apart_is_deleted(
    forwarded: Path, tmp_path: Path
) -> None:
    (forwarded / "a.eml").unlink()
    (forwarded / "a.pdf").write_bytes(paper("Voorblad", PDF_SENTENCE))
    made = with_files(besluit_pdf=(forwarded / "a.pdf").read_bytes())
    (forwarded / "b.eml").write_bytes(bytes(made))
    assert indexed(forwarded, tmp_path)[1] == ["a.pdf", "b.eml"]
    (forwarded / "a.pdf").unlink()
    assert indexed(forwarded, tmp_path, prune=True)[1] == ["b.eml", "b.eml > besluit.pdf"]


def test_what_hung_on_mail_goes_on_to_another_file_in_one_run(folder: Path, tmp_path: Path) -> None:
    data = paper("Voorblad", PDF_SENTENCE)
    (folder / "a.eml").rename(folder / "z.eml")
    (folder / "z.eml").write_bytes(bytes(with_files(besluit_pdf=data)))
    indexed(folder, tmp_path)
    (folder / "b.pdf").write_bytes(data)
    (folder / "z.eml").write_bytes(bytes(message()))
    report, files = indexed(folder, tmp_path)
    assert (files, report.added, report.doubles) == (["b.pdf", "z.eml"], ["b.pdf"], {})


def test_what_hangs_on_mail_and_could_not_be_stored_is_tried_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = paper(*(f"Dit is bladzijde {number}." for number in range(9)))
    (folder / "a.eml").write_bytes(bytes(with_files(besluit_pdf=pages)))
    with monkeypatch.context() as short:
        short.setattr("index.building.embedding.MOST_SENTENCES", 8)
        report, files = indexed(folder, tmp_path)
        told = [str(one).partition(":")[0] for one in report.problems]
        assert (told, files) == (["a.eml > besluit.pdf"], ["a.eml"])
        again, _ = indexed(folder, tmp_path)
        assert (len(again.problems), again.skipped) == (1, ["a.eml"])
    report, _ = indexed(folder, tmp_path)
    assert (report.added, report.problems) == (["a.eml > besluit.pdf"], [])


def test_a_letter_that_came_with_mail_is_not_corrected_apart(folder: Path) -> None:
    with pytest.raises(BadCorrection, match=r"a\.eml > besluit\.pdf is een bijlage .* in de map"):
        correct(folder / "a.eml" / "besluit.pdf", {"title": "Beter"})


def test_an_answer_names_the_page_and_the_mail(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fake_reader: object,
) -> None:
    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    monkeypatch.setattr("ui.cli.index_command.SentenceEncoder", FakeEncoder)
    place = str(tmp_path / "i")
    assert main(["index", str(folder), "--index", place]) == 0
    capsys.readouterr()
    question = "Wat kost de traplift de gemeente?"
    assert main(["ask", question, "--index", place]) == 0
    told = capsys.readouterr().out
    assert PDF_SENTENCE in told and "bijlage bij e-mail a.eml, p. 2" in " ".join(told.split())
    assert main(["ask", question, "--json", "--index", place]) == 0
    cited = json.loads(capsys.readouterr().out)["citations"][0]
    assert (cited["letter_id"], cited["pages"]) == ("a-besluit", [2])
    assert main(["letters", "show", "a-besluit", "--index", place]) == 0
    assert "Bijlage bij     a.eml" in capsys.readouterr().out
    assert main(["letters", "edit", "a-besluit", "--title", "X", "--index", place]) == 1
    assert "is een bijlage" in capsys.readouterr().err
