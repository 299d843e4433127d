from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from index import build_index
from qa import Answer, answer
from ui import main
from ui.cli.command_options import parser


@pytest.fixture
def made(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_reader: object
) -> str:
    """An index folder, with the small encoder and reader in the place of the real ones."""
    from conftest import FakeEncoder

    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    monkeypatch.setattr("ui.cli.index_command.SentenceEncoder", FakeEncoder)
    build_index([letters], tmp_path / "index", FakeEncoder())
    return str(tmp_path / "index")


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    caught = capsys.readouterr()
    return caught.out, caught.err


def test_ask_as_json(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Wat is de eigen bijdrage?", "--json", "--index", made]) == 0
    assert json.loads(lines(capsys)[0])["question"] == "Wat is de eigen bijdrage?"


def test_questions_from_a_file_keep_id_and_order(
    made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": "b", "question": "eigen bijdrage?"}\n\n{"id": 1, "question": ""}\n')
    assert main(["ask", "--questions", str(asked), "--json", "--index", made]) == 0
    found = [json.loads(line) for line in lines(capsys)[0].splitlines()]
    assert [one["id"] for one in found] == ["b", 1]
    assert found[1]["status"] == "unclear"


@pytest.mark.parametrize("options", [["--json"], []])
def test_after_a_question_that_fails_the_others_are_answered(
    made: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
) -> None:
    def breaks(question: str, *given: Any) -> Answer:  # noqa: ANN401 - passed on
        if question == "kapot?":
            raise ZeroDivisionError("door nul")
        return answer(question, *given)

    monkeypatch.setattr("ui.cli.asking.ask_command.answer", breaks)
    asked = tmp_path / "q.jsonl"
    rows = [{"id": "a", "question": "kapot?"}, {"id": "b", "question": "Wat is de termijn?"}]
    asked.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["ask", "--questions", str(asked), "--index", made, *options]) == 1
    said, complaints = lines(capsys)
    assert complaints == ""
    if options:
        first, second = map(json.loads, said.splitlines())
        assert first == {
            **rows[0],
            "error": "er ging iets mis in het programma; meld dit met de vraag erbij",
        }
        assert (second["id"], second["question"]) == ("b", "Wat is de termijn?")
    else:
        first, _, second = said.partition("\nb: ")
        assert first.startswith("a: kapot?\nDeze vraag kon niet worden beantwoord")
        assert "kon niet worden beantwoord" in first
        assert second.startswith("Wat is de termijn?")


@pytest.mark.parametrize("line", ["null", '{"id": 1, "question": null}', "[" * 100_000])
def test_a_bad_line_of_questions_is_named(
    made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text(f'{{"id": 0, "question": "eigen bijdrage"}}\n{line}\n')
    assert main(["ask", "--questions", str(asked), "--index", made]) == 1
    assert "regel 2" in lines(capsys)[1]


def test_search_shows_where_a_passage_stands(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "eigen bijdrage", "--index", made]) == 0
    assert "17 juni 2024" in lines(capsys)[0]


def test_letters_are_listed(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--index", made]) == 0
    out = lines(capsys)[0]
    assert "2 brieven" in out
    assert "2024-06-17" in out


def test_indexing_reports_and_counts_problems(
    made: str, letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (letters / "kapot.pdf").write_bytes(b"%PDF-1.7 en verder niets")
    for name in ("a.zip", ".verborgen.zip", "brief.meta.json"):
        (letters / name).write_bytes(b"{}")
    assert main(["index", str(letters), "--index", str(tmp_path / "new"), "--model", "fake"]) == 1
    out, err = lines(capsys)
    assert "2 nieuw" in out
    assert "1 niet gelezen" in out
    assert [line for line in err.splitlines() if "kapot.pdf" in line]
    assert "Niet bekeken: a.zip. Dit soort bestand wordt niet gelezen." in err.splitlines()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["ask", ""], "leeg"),
        (["ask", "a" * 100_000], "100000 tekens"),
        (["ask"], "--questions"),
        (["ask", "--questions", "nergens.jsonl"], "nergens.jsonl"),
        (["ask", "Wat is dit?", "--index", "nergens"], "wmo index"),
        (["eval", "--letters", "nergens"], "--letters"),
        (["eval", "--fail-under", "hit@5"], "hit@5=0.9"),
        (["search", "x", "-k", "veel"], "heel getal"),
        (["search", "x", "-k", "0"], "ten minste 1"),
        (["letters", "--index", "/dev/null/x"], "wmo index"),
        (
            [
                "index",
                str(Path(str(files("corpus.examples"))) / "letters"),
                "--index",
                "/dev/null/x",
            ],
            "kan niet worden gebruikt",
        ),
        (["index", "x", "--index", "x"], "bestaat niet"),
        (["vliegen"], "kies uit"),
        (["search", "x", "--since"], "hier hoort een waarde"),
        ([], "vul nog in"),
    ],
)
def test_a_wrong_call_is_one_dutch_line(
    call: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import re

    try:
        code = main(call)
    except SystemExit as stop:
        code = int(str(stop.code))
    err = lines(capsys)[1]
    assert code == 1
    assert re.search(says, err)
    assert err.count("\n") == 1


def test_help_of_a_command_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ask", "--help"])
    assert lines(capsys)[0].startswith("gebruik: wmo ask")


def test_help_is_dutch() -> None:
    text = parser().format_help()
    assert text.startswith("gebruik:")
    for english in ("usage", "positional", "optional arguments", "show this help"):
        assert english not in text


def test_the_installed_command_runs(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "ui", "letters", "--index", str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, env=os.environ | {"LANG": "C"})
    assert done.returncode == 1
    assert "wmo index" in done.stderr


@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.2])
def test_a_stop_while_the_program_loads_is_one_dutch_line(tmp_path: Path, seconds: float) -> None:
    letters = Path(str(files("corpus.examples"))) / "letters"
    start = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from ui.main import main\n"
        "print('ready', flush=True)\n"
        "sys.exit(main())"
    )
    call = [sys.executable, "-c", start, "index", str(letters), "--index", str(tmp_path / "i")]
    with subprocess.Popen(call, stdout=-1, stderr=-1, text=True, start_new_session=True) as running:
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGINT)
        told = running.communicate(timeout=30)[1]
    assert (running.returncode, told) == (130, "wmo: gestopt.\n")


def test_a_stop_while_the_server_answers_is_not_told_as_a_fault() -> None:
    start = (
        "import signal, asyncio\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from starlette.responses import StreamingResponse\n"
        "from ui.server import listen, run\n"
        "async def parts():\n"
        "    yield b'begin'\n"
        "    await asyncio.sleep(60)\n"
        "listening = listen('127.0.0.1', 0)\n"
        "print(listening.getsockname()[1], flush=True)\n"
        "try:\n"
        "    run(StreamingResponse(parts()), listening)\n"
        "except KeyboardInterrupt:\n"
        "    pass"
    )
    call = [sys.executable, "-c", start]
    with subprocess.Popen(call, stdout=-1, stderr=-1, text=True) as running:
        assert running.stdout is not None
        address = f"http://127.0.0.1:{int(running.stdout.readline())}/"
        with urlopen(address, timeout=30) as answer:
            assert answer.read(5) == b"begin"
            running.send_signal(signal.SIGINT)
            told = running.communicate(timeout=30)[1]
    assert not told


def test_why_a_folder_cannot_be_used_is_told_in_dutch(
    letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").write_text("x")
    call = ["index", str(letters), "--index", str(tmp_path / "bestand" / "i"), "--model", "fake"]
    assert main(call) == 1
    assert "(een deel van de naam is geen map)" in lines(capsys)[1]
