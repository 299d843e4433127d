import json
from pathlib import Path

import pytest
from test_eval_beir import folder as folder  # a fixture
from test_eval_comparing import BETTER, ROWS, run

from eval import write
from ui.cli.command_options import parser
from ui.main import main

EXAMPLES = Path(__file__).parents[1] / "corpus" / "examples"


def test_the_options_are_read() -> None:
    given = parser().parse_args(["eval", "--split", "test", "--workers", "3", "--out", "uit"])
    assert (given.split, given.workers, given.out, given.task) == ("test", 3, Path("uit"), [])


def test_compare_prints_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(run(ROWS), tmp_path / "a")
    write(run(BETTER), tmp_path / "b")
    assert main(["eval", "compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    assert "+0,50" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["eval", "compare", "een"], "wmo eval compare MAP MAP"),
        (["eval", "compare", "een", "twee"], "geen uitslag"),
        (["eval", "--fail-under", "hit@7=1"], "Onbekende maat: hit@7"),
        (["eval", "--beir", "nergens"], "corpus.jsonl"),
        (["eval", "--conversations", "nergens"], "nergens"),
        (["eval", "--reading", "nergens"], "nergens"),
        (["eval", "--time-index"], "--letters"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.long
@pytest.mark.encoder
def test_a_run_from_letters_to_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [row for row in rows if json.loads(row)["split"] == "test"][::12]
    questions = tmp_path / "vragen.jsonl"
    questions.write_text("\n".join(chosen), encoding="utf-8")
    words = ["eval", "--letters", str(EXAMPLES / "letters"), "--index", str(tmp_path / "index")]
    words += ["--questions", str(questions), "--out", str(tmp_path / "uit"), "--split", "test"]
    assert main([*words, "--fail-under", "verbatim=1", "--fail-under", "ndcg@10=0.1"]) == 0
    said = capsys.readouterr()
    assert "s per 1.000 passages" in said.out
    summary = json.loads((tmp_path / "uit" / "summary.json").read_text(encoding="utf-8"))
    assert summary["finished"] and summary["manifest"]["settings"]["split"] == "test"
    assert len(summary["systems"]) == 7
    lines = (tmp_path / "uit" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 7 * len(chosen)
    assert "<svg" in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert main([*words, "--fail-under", "ndcg@10=1.1"]) == 2
    assert "is lager dan 1,10" in capsys.readouterr().err
    assert len((tmp_path / "uit" / "questions.jsonl").read_text(encoding="utf-8")) > 0


def test_a_beir_folder_is_required_to_be_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "queries.jsonl").write_text("geen json", encoding="utf-8")
    assert main(["eval", "--beir", str(folder)]) == 1
    assert "queries.jsonl, regel 1" in capsys.readouterr().err
