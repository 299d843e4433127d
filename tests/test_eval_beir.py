import json
from pathlib import Path

import pytest
from conftest import FakeEncoder

from eval import BadQuestions, beir_json, beir_table, measure_beir, read_beir
from eval.debian_faq import read_faq, write_beir

LONG = "De gemeente bekostigt de dagbesteding van inwoners. " * 120 + "Alpaca's zijn welkom."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    (made / "qrels").mkdir(parents=True)
    documents = [
        {"_id": "a", "title": "", "text": "De regiotaxi kost twaalf cent per kilometer."},
        {"_id": "b", "title": "Wonen", "text": "Een traplift vraagt u aan bij het loket."},
        {"_id": "c", "title": "", "text": LONG},
    ]
    questions = [
        {"_id": "q1", "text": "Wat kost de regiotaxi?"},
        {"_id": "q2", "text": "Waar vraag ik een traplift aan?"},
        {"_id": "q3", "text": "Zijn alpaca's welkom?"},
        {"_id": "q4", "text": "Niet beoordeeld?"},
    ]
    for name, rows in (("corpus", documents), ("queries", questions)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (made / f"{name}.jsonl").write_text(text, encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t1\nq2\tb\t1\nq3\tc\t1\n"
    (made / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return made


def test_a_set_is_read_with_the_judged_questions(folder: Path) -> None:
    found = read_beir(folder)
    assert found.documents["b"] == ("Wonen", "Een traplift vraagt u aan bij het loket.")
    assert found.questions.keys() == {"q1", "q2", "q3"}
    assert found.judgements["q1"] == {"a": 2, "b": 1}


def test_every_way_to_search_is_measured(folder: Path) -> None:
    report = measure_beir(read_beir(folder), FakeEncoder())
    assert list(report.figures) == ["bm25-nl", "lexical", "dense", "hybrid"]
    assert report.documents == 3
    assert report.passages > 3  # the long document is cut, and found by its best passage
    lexical = report.figures["bm25-nl"]
    assert lexical["hit@1"].value == 1
    assert lexical["mrr@10"].value == 1
    assert lexical["r@10"].trials == 3
    assert lexical["ndcg@10"].value < 1  # the second document of q1 shares no word with it
    assert json.dumps(beir_json(report))
    lines = beir_table(report).splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0].startswith("set: 3 vragen, 3 documenten")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("corpus.jsonl", "{}\n", r"corpus.jsonl, regel 1.*_id"),
        ("qrels/test.tsv", "kop\nq1\ta\tveel\n", r"test.tsv, regel 2.*getal"),
        ("qrels/test.tsv", "kop\n", "geen vraag beoordeeld"),
    ],
)
def test_what_cannot_be_used_is_named(folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadQuestions, match=message):
        read_beir(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "queries.jsonl").unlink()
    with pytest.raises(BadQuestions, match=r"queries.jsonl"):
        read_beir(folder)


FAQ = """<html><body><div class="chapter"><div class="section"><div class="titlepage"><h2
class="title">3.1. Wat is een pakket?</h2></div><p>Een pakket is
een archief.</p></div>
<div class="section"><div class="titlepage"><h2 class="title">3.2. Waar vind ik hulp?</h2></div>
<div class="section"><div class="titlepage"><h3 class="title">3.2.1. Lijsten</h3></div>
<p>Op de lijsten.</p></div></div></div></body></html>"""


def test_a_faq_becomes_a_set(tmp_path: Path) -> None:
    (tmp_path / "hulp.nl.html").write_text(FAQ, encoding="utf-8")
    write_beir(read_faq(tmp_path), tmp_path / "set")
    found = read_beir(tmp_path / "set")
    assert found.documents == {
        "hulp-00": ("", "Een pakket is een archief."),
        "hulp-02": ("", "Op de lijsten."),
    }
    assert found.questions == {
        "q-hulp-00": "Wat is een pakket?",
        "q-hulp-01": "Waar vind ik hulp?",
    }
    assert found.judgements["q-hulp-01"] == {"hulp-02": 1}
