"""The engines in Milvus, with a real client and the light version of the server."""

from __future__ import annotations

import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeEncoder

from index import (
    Filter,
    Hit,
    IndexInUse,
    Mode,
    OtherIndex,
    Retriever,
    build_index,
    choose_milvus,
)
from index.engines.chosen import engines_of
from index.engines.milvus import catch_up
from index.engines.milvus.kept import is_whole
from index.engines.milvus.service import connected
from index.engines.milvus.state import read_state
from index.engines.milvus.words import MilvusWords
from index.maintenance.doctor import Examination
from ui import main

needs_milvus = pytest.mark.skipif(
    not (find_spec("pymilvus") and find_spec("milvus_lite")),
    reason="pymilvus and milvus-lite are not installed (wmo-qa[milvus])",
)
EXAMPLES = Path(__file__).parents[1] / "corpus" / "examples" / "letters"
QUESTIONS = (
    "Wat is de eigen bijdrage voor hulp bij het huishouden?",
    "Binnen hoeveel weken besluit de gemeente over een spoedaanvraag?",
    "minimuminkomen mantelzorgers",
    "Wat kost een zeppelin?",
)
_numbers = count()


WORDS = (
    *("gemeente", "termijn", "wijk", "week", "bijdrage", "huishouden", "steunpunt", "mantelzorger"),
    *("hulp", "inkomen", "regiotaxi", "aanvraag", "besluit", "melding", "budget", "aanbieder"),
    *("toezicht", "kwaliteit", "jeugd", "wethouder", "onderzoek", "dagbesteding", "vervoer"),
    *("woning", "rolstoel", "traplift", "inwoner", "gesprek", "beschikking", "bezwaar"),
)


def text_of(number: int, year: int = 2020) -> str:
    """Return a letter of random words: no two sentences are as near to a question."""
    chance = random.Random(number)

    def sentence() -> str:
        return f"De {' '.join(chance.choices(WORDS, k=chance.randint(5, 14)))} in wijk {number}."

    parts = ["Geacht college,", "De eigen bijdrage is laag. " + sentence()]
    parts += [" ".join(sentence() for _ in range(3)) for _ in range(3)]
    parts.append(f"Steunpunt {number} helpt mantelzorgers. {sentence()}")
    return f"Datum 3 maart {year}\nBetreft Brief {number}\n\n" + "\n\n".join(parts) + "\n"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder with a letter a year, 2015 up to and with 2024."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(10):
        write(folder, number, 2015 + number)
    return folder


def write(folder: Path, number: int, year: int = 2020, text: str = "") -> None:
    (folder / f"brief-{number}.txt").write_text(text or text_of(number, year), encoding="utf-8")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A Milvus in this process, in a folder of its own, let go of afterwards."""
    found = str(tmp_path / f"milvus-{next(_numbers)}.db")
    yield found
    from milvus_lite import server_manager_instance

    connected.cache_clear()
    server_manager_instance.release_server(found)


@pytest.fixture
def both(letters: Path, tmp_path: Path, address: str) -> Callable[[], tuple[Retriever, Retriever]]:
    """What indexes the letters in files and in Milvus, and opens both."""

    def indexed() -> tuple[Retriever, Retriever]:
        choose_milvus(tmp_path / "milvus", address)
        for name in ("files", "milvus"):
            build_index([letters], tmp_path / name, FakeEncoder(), prune=True)
        first, second = (Retriever(tmp_path / name, FakeEncoder()) for name in ("files", "milvus"))
        return first, second

    return indexed


def shown(hits: list[Hit]) -> list[tuple[str, int]]:
    """Return which passages were found, in an index of the same letters."""
    return [(hit.passage.letter.id, hit.passage.start) for hit in hits]


def same(
    one: Retriever, other: Retriever, only: Filter | None = None, mode: Mode = "hybrid"
) -> None:
    for question in (*QUESTIONS, "steunpunt 7", "De termijn in wijk 23"):
        found, again = (index.search(question, 10, mode, only) for index in (one, other))
        assert found
        assert shown(again) == shown(found)
        for name in ("score", "lexical", "dense"):
            values = [[getattr(hit, name) for hit in hits] for hits in (found, again)]
            assert values[1] == pytest.approx(values[0], abs=2e-3)


def made_anew(letters: Path, folder: Path) -> Retriever:
    """Return an index in files that never held anything else: what has gone counts in the old."""
    build_index([letters], folder, FakeEncoder())
    return Retriever(folder, FakeEncoder())


def words_of(retriever: Retriever) -> MilvusWords:
    found = retriever._loaded.lexical
    assert isinstance(found, MilvusWords)
    return found


@needs_milvus
def test_the_ranking_is_that_of_the_files(both: Callable[[], tuple[Retriever, Retriever]]) -> None:
    files, milvus = both()
    same(files, milvus)
    assert milvus.size == files.size
    assert milvus.document_share("termijn") == files.document_share("termijn") > 0
    assert milvus.mended("eigen bijdraage") == files.mended("eigen bijdraage") != ()


@needs_milvus
def test_words_of_the_example_letters_rank_the_same(tmp_path: Path, address: str) -> None:
    choose_milvus(tmp_path / "milvus", address)
    for name in ("files", "milvus"):
        build_index([EXAMPLES], tmp_path / name, FakeEncoder())
    files, milvus = (Retriever(tmp_path / name, FakeEncoder()) for name in ("files", "milvus"))
    same(files, milvus, mode="lexical")  # the small encoder finds many passages equally near
    assert words_of(milvus).learned.expansions == files._loaded.lexical.learned.expansions != {}


@needs_milvus
@pytest.mark.parametrize(
    "only",
    [
        Filter(since=date(2018, 1, 1), until=date(2019, 12, 31)),
        Filter(until=date(2022, 6, 1)),
        Filter(letters=("brief-3",)),
        Filter(letters=tuple(f"brief-{number}" for number in range(9))),
        Filter(letters=("brief-3", "brief-33")),
        Filter(since=date(2020, 1, 1), letters=("brief-8",)),
    ],
    ids=["years", "until", "one letter", "all but one", "one of a year", "both"],
)
def test_a_filter_is_in_the_search(
    only: Filter, both: Callable[[], tuple[Retriever, Retriever]], letters: Path
) -> None:
    for number in range(30, 36):
        write(letters, number, 2018)
    files, milvus = both()
    same(files, milvus, only)
    found = {hit.passage.letter.id for hit in milvus.search("eigen bijdrage", 50, only=only)}
    assert found == {one.id for one in milvus.letters() if only.allows(one)}


@needs_milvus
def test_letters_are_added_replaced_and_removed(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path
) -> None:
    _, opened = both()
    write(letters, 77, 2011)
    write(letters, 4, 2023, "Datum 4 april 2023\n\nDe regiotaxi in Zeppelinstad kost 44 euro.\n")
    (letters / "brief-5.txt").unlink()
    files, milvus = both()
    for question in QUESTIONS:
        every = [set(shown(one.search(question, 50))) for one in (files, milvus, opened)]
        assert every[0] == every[1] == every[2]
    assert opened.generation == milvus.generation
    assert milvus.search("Zeppelinstad", 1)[0].passage.letter.id == "brief-4"
    there = {hit.passage.letter.id for hit in milvus.search("eigen bijdrage wijk", 50)}
    assert "brief-77" in there
    assert "brief-5" not in there
    client, identity = connected(address_of(milvus)), milvus._store.identity
    state = read_state(client, identity)
    assert state is not None
    assert state.passages == milvus.size
    assert state.gone > 0  # and is counted until all is made anew


@needs_milvus
def test_words_are_counted_on_when_the_newest_letter_was_removed(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path
) -> None:
    both()
    (letters / "brief-9.txt").unlink()
    _, milvus = both()
    last = words_of(milvus)._state.last
    assert last > milvus._loaded.table.last
    assert words_of(milvus).statistics.frequencies["lemmas"]["mantelzorger"] > 0
    assert shown(milvus.search("steunpunt 3", 1, mode="lexical"))[0][0] == "brief-3"


@needs_milvus
@pytest.mark.parametrize("later", [1, 4], ids=["fewer changes", "more changes"])
def test_a_store_that_was_put_back_is_filled_in_anew(
    later: int,
    both: Callable[[], tuple[Retriever, Retriever]],
    letters: Path,
    tmp_path: Path,
) -> None:
    both()
    shutil.copytree(tmp_path / "milvus", tmp_path / "copy")
    for number in (40, 41, 42):
        write(letters, number, text="Datum 4 april 2023\n\nVerdwenen zeppelin.\n")
    both()
    for number in (40, 41, 42):
        (letters / f"brief-{number}.txt").unlink()
    shutil.rmtree(tmp_path / "milvus")
    shutil.copytree(tmp_path / "copy", tmp_path / "milvus")
    for number in range(50, 50 + later):
        write(letters, number)
    build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    same(made_anew(letters, tmp_path / "anew"), Retriever(tmp_path / "milvus", FakeEncoder()))


@needs_milvus
def test_letters_are_found_that_took_the_numbers_of_letters_that_had_gone(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path, tmp_path: Path
) -> None:
    both()
    shutil.copytree(tmp_path / "milvus", tmp_path / "copy")
    for number in (40, 41):
        write(letters, number)
    both()
    for number in (40, 41):
        (letters / f"brief-{number}.txt").unlink()
    both()
    shutil.rmtree(tmp_path / "milvus")
    shutil.copytree(tmp_path / "copy", tmp_path / "milvus")
    for number in range(50, 60):  # more changes than the other one went through
        write(letters, number)
    build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    same(made_anew(letters, tmp_path / "anew"), Retriever(tmp_path / "milvus", FakeEncoder()))


@needs_milvus
def test_a_store_that_was_put_back_and_lost_another_letter_is_filled_in_anew(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path, tmp_path: Path
) -> None:
    both()
    shutil.copytree(tmp_path / "milvus", tmp_path / "copy")
    (letters / "brief-3.txt").unlink()
    both()
    write(letters, 3, 2018)
    shutil.rmtree(tmp_path / "milvus")
    shutil.copytree(tmp_path / "copy", tmp_path / "milvus")
    (letters / "brief-5.txt").unlink()  # as many changes as the other one went through
    build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    milvus = Retriever(tmp_path / "milvus", FakeEncoder())
    found = {hit.passage.letter.id for hit in milvus.search("eigen bijdrage wijk", 50)}
    assert found == {one.id for one in milvus.letters()}
    same(made_anew(letters, tmp_path / "anew"), milvus)


@needs_milvus
@pytest.mark.parametrize("step", ["write_state", "_caught_up"])
def test_a_run_that_was_cut_off_after_it_removed_and_added_is_done_again(
    step: str,
    both: Callable[[], tuple[Retriever, Retriever]],
    letters: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, milvus = both()
    names = words_of(milvus).names
    (letters / "brief-3.txt").unlink()
    write(letters, 60)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(catch_up, step, stop)
        with pytest.raises(KeyboardInterrupt):
            build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    (letters / "brief-60.txt").unlink()
    write(letters, 61)
    _, milvus = both()
    client, identity = connected(address_of(milvus)), milvus._store.identity
    state = read_state(client, identity)
    assert state is not None
    assert (state.made, state.passages, state.gone) == (names.made, milvus.size, 1)
    assert is_whole(client, names, state, milvus._loaded.table)


@needs_milvus
def test_words_of_a_run_that_was_cut_off_do_not_count_when_their_letter_went(
    both: Callable[[], tuple[Retriever, Retriever]],
    letters: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both()
    write(letters, 60, text="Datum 4 april 2023\n\nDe zeppelin en het steunpunt.\n")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(catch_up, "write_state", stop)
        with pytest.raises(KeyboardInterrupt):
            build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    (letters / "brief-60.txt").unlink()
    write(letters, 61, text="Datum 4 april 2023\n\nEen ander onderwerp.\n")
    _, milvus = both()
    counted = words_of(milvus).statistics.frequencies["lemmas"]
    assert "zeppelin" not in counted
    for lemma in ("steunpunt", "ander"):
        holding = sum(lemma in passage.text.lower() for passage in milvus.passages())
        assert counted[lemma] == holding


def address_of(retriever: Retriever) -> str:
    found = engines_of(retriever.folder)
    return str(found.address)  # type: ignore[attr-defined]  # it is Milvus


@needs_milvus
def test_so_much_has_gone_that_all_is_made_anew(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path, tmp_path: Path
) -> None:
    _, opened = both()
    first = words_of(opened).names
    for number in range(6):
        (letters / f"brief-{number}.txt").unlink()
    _, milvus = both()
    same(made_anew(letters, tmp_path / "anew"), opened)
    client, identity = connected(address_of(milvus)), milvus._store.identity
    state = read_state(client, identity)
    assert state is not None
    assert (state.made, state.gone) == (first.made + 1, 0)
    assert client.has_collection(first.vectors)  # for who was searching it
    both()  # nothing is new, and what was removed goes all the same
    assert not client.has_collection(first.vectors)
    write(letters, 80)
    _, milvus = both()
    same(made_anew(letters, tmp_path / "again"), milvus)


@needs_milvus
def test_what_is_stored_meanwhile_is_not_found_before_the_run_has_finished(
    both: Callable[[], tuple[Retriever, Retriever]],
    letters: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, opened = both()
    before = [shown(opened.search(question)) for question in QUESTIONS]
    statistics = words_of(opened).statistics
    (letters / "nieuw.txt").write_text("Een zeppelin voor de eigen bijdrage. " * 40)
    with monkeypatch.context() as cut:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        cut.setattr(catch_up, "write_state", stop)
        with pytest.raises(KeyboardInterrupt):
            build_index([letters], opened.folder, FakeEncoder())
    assert [shown(opened.search(question)) for question in QUESTIONS] == before
    again = Retriever(opened.folder, FakeEncoder())
    assert words_of(again).statistics == statistics
    assert [shown(again.search(question)) for question in QUESTIONS] == before
    assert [one.id for one in again.letters()] == [f"brief-{number}" for number in range(10)]
    _, milvus = both()
    same(made_anew(letters, tmp_path / "anew"), milvus)
    for one in (milvus, again, opened):
        assert one.search("zeppelin", 1)[0].passage.letter.id == "nieuw"
    assert words_of(milvus).statistics.frequencies["lemmas"]["zeppelin"] == sum(
        "zeppelin" in one.text for one in milvus.passages()
    )


@needs_milvus
def test_rows_that_were_lost_are_noticed_and_made_again(
    both: Callable[[], tuple[Retriever, Retriever]],
) -> None:
    files, milvus = both()
    client, names = connected(address_of(milvus)), words_of(milvus).names

    def findings() -> dict[str, bool]:
        return {one.name: one.good for one in Examination(milvus.folder, FakeEncoder()).findings()}

    assert findings()["vectoren"]
    assert findings()["zoekwoorden"]
    client.delete(names.words, filter="id > 3")
    assert not findings()["vectoren"]
    assert not findings()["zoekwoorden"]
    Examination(milvus.folder, FakeEncoder()).repair()
    assert findings()["vectoren"]
    assert findings()["zoekwoorden"]
    same(files, Retriever(milvus.folder, FakeEncoder()))
    with pytest.raises(IndexInUse):
        milvus.search("eigen bijdrage")  # in collections that were made anew
    same(files, milvus)


@needs_milvus
@pytest.mark.parametrize("kind", ["words", "vectors", "letters"])
def test_rows_that_were_lost_are_made_again_when_something_is_added(
    kind: str, both: Callable[[], tuple[Retriever, Retriever]], letters: Path, tmp_path: Path
) -> None:
    _, milvus = both()
    client = connected(address_of(milvus))
    lost = getattr(words_of(milvus).names, kind)
    client.delete(lost, ids=[row["id"] for row in client.query(lost, limit=3)])
    findings = {one.name: one.good for one in Examination(milvus.folder, FakeEncoder()).findings()}
    assert not findings["vectoren"]
    write(letters, 80)
    _, milvus = both()
    findings = {one.name: one.good for one in Examination(milvus.folder, FakeEncoder()).findings()}
    assert findings["vectoren"]
    same(made_anew(letters, tmp_path / "anew"), milvus)


@needs_milvus
def test_a_letter_that_is_still_in_milvus_hides_no_other(
    both: Callable[[], tuple[Retriever, Retriever]],
    letters: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(letters, 60, text="Datum 4 april 2023\n\n" + "De eigen bijdrage is laag. " * 300)
    both()

    def fails(*_: object) -> None:
        raise IndexInUse("weg")

    (letters / "brief-60.txt").unlink()
    with monkeypatch.context() as cut:
        cut.setattr("index.engines.milvus.engines.bring_up_to_date", fails)
        with pytest.raises(IndexInUse):
            build_index([letters], tmp_path / "milvus", FakeEncoder(), prune=True)
    milvus = Retriever(tmp_path / "milvus", FakeEncoder())
    found = shown(milvus.search("De eigen bijdrage is laag.", 10, mode="dense"))
    assert {letter for letter, _ in found} == {f"brief-{number}" for number in range(10)}


@needs_milvus
def test_a_milvus_that_was_emptied_and_filled_again_is_read_anew(
    both: Callable[[], tuple[Retriever, Retriever]], letters: Path
) -> None:
    _, opened = both()
    assert words_of(opened).statistics.frequencies["lemmas"]["3"] > 0
    client = connected(address_of(opened))
    for name in client.list_collections():
        client.drop_collection(name)
    (letters / "brief-3.txt").unlink()
    _, milvus = both()
    opened.search("eigen bijdrage")
    assert words_of(opened).statistics == words_of(milvus).statistics


@needs_milvus
@pytest.mark.parametrize("kind", ["words", "vectors"])
def test_what_milvus_did_not_keep_is_told_and_not_searched(
    kind: str,
    both: Callable[[], tuple[Retriever, Retriever]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put = catch_up._Writer._put

    def loses(writer: catch_up._Writer, name: str, *rest: Any) -> None:  # noqa: ANN401
        put(writer, name, *rest)
        if name.endswith(kind):
            writer.client.delete(name, filter="letter == 3")

    with monkeypatch.context() as cut:
        cut.setattr(catch_up._Writer, "_put", loses)
        with pytest.raises(IndexInUse, match="niet alles bewaard"):
            both()
    with pytest.raises(IndexInUse, match="staat nog niets"):
        Retriever(tmp_path / "milvus", FakeEncoder())
    same(*both())


@needs_milvus
def test_a_missing_light_version_is_named(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    build_index([letters], folder, FakeEncoder())
    choose_milvus(folder, str(tmp_path / "milvus.db"))
    monkeypatch.setitem(sys.modules, "milvus_lite", None)
    with pytest.raises(OtherIndex, match="pip install milvus-lite"):
        Retriever(folder, FakeEncoder())


@contextmanager
def served(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Milvus in a process of its own, on loopback; killed at the end."""
    call = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(data)]
    call += ["--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            assert running.poll() is None
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield running
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()


@needs_milvus
def test_a_server_that_is_killed_is_told_of_and_goes_on_after_a_restart(
    letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder, encoder = tmp_path / "index", FakeEncoder()
    choose_milvus(folder, f"http://127.0.0.1:{port}")
    with served(tmp_path / "data", port):
        build_index([letters], folder, encoder)
        retriever = Retriever(folder, encoder)
        before = [shown(retriever.search(question)) for question in QUESTIONS]
    with pytest.raises(IndexInUse, match="geeft geen goed antwoord"):
        retriever.search("eigen bijdrage")
    findings = {one.name: one for one in Examination(folder, encoder).findings()}
    assert findings["model"].good
    for name in ("vectoren", "zoekwoorden"):
        assert not findings[name].good
        assert f"127.0.0.1:{port}" in findings[name].text
    write(letters, 90)
    with pytest.raises(IndexInUse, match="Wat is opgeslagen, blijft bewaard"):
        build_index([letters], folder, encoder)
    assert main(["search", "eigen bijdrage", "--index", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"127.0.0.1:{port}" in said
    with served(tmp_path / "data", port):
        again = Retriever(folder, encoder)
        assert [shown(again.search(question)) for question in QUESTIONS] == before
        assert build_index([letters], folder, encoder).added == []  # it was stored already
        hits = Retriever(folder, encoder).search("steunpunt 90", 1)
        assert hits[0].passage.letter.id == "brief-90"


@needs_milvus
def test_an_index_that_is_not_in_milvus_yet_says_what_to_do(
    letters: Path, tmp_path: Path, address: str
) -> None:
    folder = tmp_path / "index"
    build_index([letters], folder, FakeEncoder())
    opened = Retriever(folder, FakeEncoder())
    choose_milvus(folder, address)
    with pytest.raises(IndexInUse, match="wmo doctor --repair"):
        opened.search("eigen bijdrage")
    Examination(folder, FakeEncoder()).repair()
    before = shown(opened.search("eigen bijdrage"))
    choose_milvus(folder, "")  # and back
    assert shown(opened.search("eigen bijdrage")) == before


@needs_milvus
def test_an_index_is_searched_where_it_was_while_a_milvus_is_not_filled(
    letters: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    build_index([letters], folder, FakeEncoder())
    opened = Retriever(folder, FakeEncoder())
    before = shown(opened.search("eigen bijdrage"))
    with pytest.raises(IndexInUse, match=r"127\.0\.0\.1:9"):
        build_index([letters], folder, FakeEncoder(), milvus="http://127.0.0.1:9")
    assert not (folder / "milvus.json").exists()
    assert shown(opened.search("eigen bijdrage")) == before


@needs_milvus
def test_wmo_index_reads_the_address_from_the_settings(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cli.index_command.SentenceEncoder", lambda _: FakeEncoder())
    settings = tmp_path / "wmo.toml"
    settings.write_text('[milvus]\naddress = "hier.db"', encoding="utf-8")
    folder = tmp_path / "index"
    call = ["index", str(letters), "--index", str(folder), "--settings", str(settings)]
    assert main(call) == 0
    assert address_of(Retriever(folder, FakeEncoder())) == str(tmp_path / "hier.db")
    assert all(str(tmp_path / "hier.db") in kept for kept in engines_of(folder).kept)
    assert not list(folder.glob("vectors*"))
    settings.write_text("", encoding="utf-8")
    assert main(call) == 0
    assert (folder / "vectors.json").exists()
    from milvus_lite import server_manager_instance

    connected.cache_clear()
    server_manager_instance.release_server(str(tmp_path / "hier.db"))


@needs_milvus
def test_a_file_that_holds_no_milvus_is_told_in_one_line(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "ander.db").write_text("Geen Milvus.", encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    choose_milvus(tmp_path / "index", str(tmp_path / "ander.db"))
    program = "import sys; from ui.main import main; sys.exit(main(sys.argv[1:]))"
    call = [sys.executable, "-c", program, "search", "bijdrage", "--index", str(tmp_path / "index")]
    ended = subprocess.run(call, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "ander.db geeft geen goed antwoord" in line


@pytest.mark.parametrize(
    "address",
    ["http://elders:99999", "http://elders:poort", "http://[::1", "http://", "http://elders:0"],
)
def test_an_address_that_cannot_be_one_is_told_in_one_line(
    address: str, letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "wmo.toml"
    settings.write_text(f'[milvus]\naddress = "{address}"', encoding="utf-8")
    call = ["index", str(letters), "--index", str(tmp_path / "index"), "--settings", str(settings)]
    assert main(call) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "http://COMPUTER:POORT" in line


def test_a_choice_that_cannot_be_read_and_a_missing_extra_are_one_line(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    build_index([letters], folder, FakeEncoder())
    for wrong in (
        "{",
        '{"address": "http://elders:99999"}',
        '{"address": "http://iemand:geheim@elders"}',
        '{"address": "ftp://elders"}',
    ):
        (folder / "milvus.json").write_text(wrong, encoding="utf-8")
        with pytest.raises(OtherIndex, match="Kies opnieuw"):
            Retriever(folder, FakeEncoder())
    choose_milvus(folder, "http://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(OtherIndex, match=r"wmo-qa\[milvus\]"):
        Retriever(folder, FakeEncoder())
    choose_milvus(folder, "")
    assert Retriever(folder, FakeEncoder()).search("eigen bijdrage")
