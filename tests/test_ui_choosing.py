from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import SHARED, FakeEncoder

from corpus import Letter, LetterDate, Passage
from index import Explanation, Filter, Hit, Match, Named, Part, Retriever, build_index
from ui import main
from ui.errors import BadInput
from ui.export import terminal as printing
from ui.export.rank_explanation import WAYS, explanation
from ui.filter_options import Choice, filter_of

REAL = SHARED / "letters"
NEW, OLD = "2024-06-17-termijn", "2021-03-15-termijn"


@pytest.fixture
def made(letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of two letters of which the newer one is a kamerbrief of the rijk."""
    facts = {"kind": "kamerbrief", "level": "rijk", "sender": "minister van VWS"}
    (letters / f"{NEW}.meta.json").write_text(json.dumps(facts), encoding="utf-8")
    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    build_index([letters], tmp_path / "index", FakeEncoder())
    return tmp_path / "index"


def output(made: Path, capsys: pytest.CaptureFixture[str], *call: str, code: int = 0) -> str:
    assert main([*call, "--index", str(made)]) == code
    caught = capsys.readouterr()
    return caught.err if code else caught.out


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), None),
        (Choice(since="2024-12-20"), Filter(since=date(2024, 12, 20))),
        (Choice(since="20-12-2024"), Filter(since=date(2024, 12, 20))),
        (Choice(since=" 1-2-2024 "), Filter(since=date(2024, 2, 1))),
        (Choice(since="2024-02"), Filter(since=date(2024, 2, 1))),
        (Choice(since="2024"), Filter(since=date(2024, 1, 1))),
        (Choice(until="2024-02"), Filter(until=date(2024, 2, 29))),
        (Choice(until="2024"), Filter(until=date(2024, 12, 31))),
        (Choice(as_of="2023"), Filter(until=date(2023, 12, 31))),
        (Choice(as_of="2023-05-01", until="2024"), Filter(until=date(2023, 5, 1))),
        (Choice(as_of="2025", until="2024"), Filter(until=date(2024, 12, 31))),
        (Choice(senders=["VWS"]), Filter(senders=("VWS",))),
        (Choice(letters=[OLD, NEW]), Filter(letters=(OLD, NEW))),
        (
            Choice(levels=["Rijk"], kinds=["kamerbrief"]),
            Filter(None, None, (), ("Rijk",), ("kamerbrief",)),
        ),
    ],
)
def test_a_choice_becomes_a_filter(made: Path, choice: Choice, expected: Filter | None) -> None:
    assert filter_of(choice, made) == expected


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (Choice(since="gisteren"), "since 'gisteren'.*2024-12-20, 20-12-2024"),
        (Choice(until="2024-13"), "until"),
        (Choice(as_of="30-2-2024"), "as_of"),
        (Choice(as_of=""), "as_of"),
        (Choice(since="2025", until="2024"), "Draai de datums om"),
        (Choice(levels=["gemeente"]), "levels 'gemeente'.*Wel: rijk"),
        (Choice(kinds=["besluit"]), "kinds 'besluit'.*Wel: brief; kamerbrief"),
        (Choice(senders=["VNG"]), "senders 'VNG'.*minister van VWS"),
        (Choice(senders=[" "]), "senders ' '"),
        (Choice(letters=[OLD, "2024"]), f"letters '2024'.*{OLD}; {NEW}"),
    ],
)
def test_a_wrong_choice_says_what_there_is(made: Path, choice: Choice, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        filter_of(choice, made)


@pytest.mark.parametrize(
    ("option", "value"), [("--as-of", "30-2-2024"), ("--from", "VNG"), ("--letter", "2024")]
)
def test_a_wrong_choice_is_called_by_its_option(
    made: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    assert f"{option} '{value}'" in output(made, capsys, "search", "Wmo?", option, value, code=1)


def test_of_many_letters_the_nearest_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(40):
        (folder / f"brief-{number:02}.txt").write_text(f"Over Wmo {number}.", encoding="utf-8")
    build_index([folder], tmp_path / "index", FakeEncoder())
    with pytest.raises(BadInput, match=r"Wel: .*brief-07; .*\(en nog 32\)"):
        filter_of(Choice(letters=["brief-7"]), tmp_path / "index")


@pytest.mark.parametrize(
    "option", [["--since", "2022"], ["--kind", "kamerbrief"], ["--letter", NEW]]
)
def test_search_and_ask_take_the_same_options(
    made: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    for command in ("search", "ask"):
        shape = json.loads(output(made, capsys, command, "eigen bijdrage", "--json", *option))
        assert {one["letter_id"] for one in shape["passages"]} == {NEW}
        assert shape["filter"]["kinds"] == (["kamerbrief"] if "--kind" in option else [])
    assert "Gezocht binnen: " in output(made, capsys, "search", "eigen bijdrage", *option)


def test_repeated_options_are_alternatives(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = ("--letter", OLD, "--letter", NEW)
    shape = json.loads(output(made, capsys, "search", "Binnen acht weken?", "--json", *both))
    assert {one["letter_id"] for one in shape["passages"]} == {OLD, NEW}


def test_questions_in_a_file_are_limited_too(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": 1, "question": "eigen bijdrage"}\n{"id": 2, "question": ""}\n')
    out = output(made, capsys, "ask", "--questions", str(asked), "--json", "--as-of", "2022")
    first, second = map(json.loads, out.splitlines())
    assert {one["letter_id"] for one in first["passages"]} == {OLD}
    assert first["filter"]["until"] == second["filter"]["until"] == "2022-12-31"


def test_a_choice_that_leaves_nothing_is_told(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = output(made, capsys, "ask", "eigen bijdrage", "--since", "2030")
    assert "Geen enkele brief valt binnen de keuze (vanaf 1 januari 2030)" in out
    assert "Hieronder" not in out
    assert "Geen enkele brief" in output(
        made, capsys, "search", "eigen bijdrage", "--since", "2030", code=1
    )


def test_typing_errors_are_shown(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("search", "ask"):
        out = output(made, capsys, command, "Wat is de eigen bijdraeg?")
        assert out.startswith("Bedoelde u: bijdrage (u schreef: bijdraeg)\n")
        assert "Bedoelde u" not in output(made, capsys, command, "Wat is de eigen bijdrage?")


def test_search_explains(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "Wat is de eigen bijdrage in 2024?"
    out = output(made, capsys, "search", question, "-k", "2", "--explain")
    assert out.count("Waarom hier?") == 2
    assert "De vraag noemt de brief: ‘2024’ (datum)" in out
    shape = json.loads(output(made, capsys, "search", question, "--explain", "--json"))
    for one in shape["passages"]:
        total = sum(part["contribution"] for part in one["explain"]["parts"])
        assert total == pytest.approx(one["score"], abs=0.001)
    plain = json.loads(output(made, capsys, "search", question, "--json"))
    assert all("explain" not in one for one in plain["passages"])


def test_an_explanation_fits_in_eighty_columns() -> None:
    long = "arbeidsongeschiktheidsverzekeringsmaatschappij"
    matches = tuple(Match(long, (long, long), way, "heading", 0.5) for way in WAYS)  # type: ignore[arg-type]
    parts = tuple(Part(name, -12.5, -3.25, 1.35, -10.0) for name in ("dense", "letter", "nieuw"))
    one = Explanation(None, 50, 100, parts, matches, (long,) * 5, (Named(long, "newest"),) * 4)
    text = explanation(one, -1234.5)
    assert max(map(len, text.splitlines())) <= 80
    assert "-10,00" in text
    assert "Op betekenis niet gevonden, op woorden nr. 50" in text


def test_twins_are_shown() -> None:
    one, other = (
        Letter(x, x.upper(), "Tekst.", "", date=LetterDate(2024), page_starts=(0,)) for x in "ab"
    )
    passage, twin = Passage(one, 0, 6), Passage(other, 0, 6)
    hit = Hit(passage, *[0.5] * 6, twins=(twin,))
    shown = printing.hits([hit])
    assert "Zelfde tekst ook in: B, 2024, afzender onbekend, p. 1" in shown


@pytest.mark.letters
@pytest.mark.encoder
@pytest.mark.skipif(not REAL.is_dir(), reason="the real letters are not here")
def test_the_real_letters_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = REAL / "2024-12-20-hoofdlijnenbrief-wmo.txt"
    assert main(["index", str(letter), "--index", str(tmp_path)]) == 0
    capsys.readouterr()
    call = ("search", "Wat zegt Maeijer over de vermogenstoets?", "--explain", "-k", "1")
    out = output(tmp_path, capsys, *call, "--as-of", "2024", "--kind", "kamerbrief")
    assert "vermogenstoets" in out
    assert "Waarom hier? Op betekenis nr." in out
    assert Retriever(tmp_path).mended("Hoeveel mantelzrogers zijn er?")
