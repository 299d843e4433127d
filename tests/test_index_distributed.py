"""Letters that are read and embedded on other machines: the same index as one machine makes."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from conftest import NEW, FakeEncoder
from test_corpus_mail_attached import PDF_SENTENCE, paper, with_files

import index.distributed.files
from index import NoCluster, build_index, read_on_cluster
from index.building.embedding import Prepare, Prepared
from index.distributed.cluster import _greet, _pool, _received
from index.distributed.files import file_row
from index.distributed.rows import probe, versions
from index.distributed.worker import LetterWorker
from ui.main import main

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "corpus" / "examples" / "letters"
MEMORY = 100 * 1024**2  # bytes that travel, on each machine of the cluster


def contents(folder: Path) -> dict[str, list[Any]]:
    """Everything in an index: texts, vectors to the last bit, order, and what are doubles."""
    with sqlite3.connect(folder / "letters.sqlite") as database:
        tables = ("letters", "texts", "passages", "doubles")
        return {one: database.execute(f"SELECT * FROM {one}").fetchall() for one in tables}


@pytest.fixture
def folder(letters: Path) -> Path:
    """Letters with corrections, mail with a PDF, a double, two of one name, and three bad files."""
    (letters / "2021-03-15-termijn.meta.json").write_text('{"title": "Beter"}', encoding="utf-8")
    made = with_files(besluit_pdf=paper("Voorblad", PDF_SENTENCE), stuk_pdf=b"%PDF-1.7 stuk")
    (letters / "post.eml").write_bytes(bytes(made))
    (letters / "2024-06-17-termijn.md").write_text(NEW, encoding="utf-8")
    (letters / "sub").mkdir()
    (letters / "sub" / "2021-03-15-termijn.txt").write_text(f"{NEW} Einde.", encoding="utf-8")
    (letters / "leeg.txt").write_bytes(b"")
    (letters / "stuk.docx").write_bytes(b"PK\x03\x04 geen archief")
    linked = letters / "elders.meta.json"
    linked.symlink_to(letters.parent / "elders.json")
    (letters.parent / "elders.json").write_text('{"title": "Van elders"}', encoding="utf-8")
    (letters / "elders.txt").write_text("De regiotaxi kost 2 euro per zone.", encoding="utf-8")
    return letters


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[LetterWorker]:
    """What runs on a machine of a cluster, with the small encoder."""
    monkeypatch.setattr("index.distributed.worker.SentenceEncoder", FakeEncoder)
    made = LetterWorker("fake")
    yield made
    made.close()


def carried(worker: LetterWorker) -> Prepare:
    """Read letters the way a cluster does, without its machines."""

    def prepare(paths: Sequence[Path]) -> Generator[Prepared, None, None]:
        for row in worker.rows([file_row(number, path) for number, path in enumerate(paths)]):
            yield from _received(row, paths[row["number"]], probe(FakeEncoder()))

    return prepare


def test_an_index_of_rows_is_the_index_of_one_machine(
    folder: Path, tmp_path: Path, worker: LetterWorker
) -> None:
    here = build_index([folder], tmp_path / "here", FakeEncoder())
    there = build_index([folder], tmp_path / "there", FakeEncoder(), prepare=carried(worker))
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    assert (there.added, there.doubles) == (here.added, here.doubles)
    assert list(map(str, there.problems)) == list(map(str, here.problems))
    assert len(here.added) == 6
    assert len(here.doubles) == 1
    assert len(here.problems) == 3


def test_what_was_embedded_elsewhere_is_not_embedded_again(
    letters: Path, tmp_path: Path, worker: LetterWorker
) -> None:
    encoder = FakeEncoder()
    report = build_index([letters], tmp_path / "index", encoder, prepare=carried(worker))
    assert len(report.added) == 2
    assert report.embedded > 0
    assert encoder.encoded == []


def test_a_large_file_or_one_that_is_not_there_is_not_sent(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letters / "2021-03-15-termijn.txt"
    assert file_row(3, path) == {"number": 3, "name": path.name, "data": path.read_bytes()}
    assert file_row(4, letters / "weg.txt") == {"number": 4}
    monkeypatch.setattr(index.distributed.files, "MOST_SENT", path.stat().st_size - 1)
    assert file_row(3, path) == {"number": 3}


def test_letters_do_not_stay_on_other_machines(
    letters: Path, tmp_path: Path, worker: LetterWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for owner in (dead.pid, os.getppid()):
        (elsewhere / f"wmo-worker-{owner}-a").mkdir(parents=True)
        (elsewhere / f"wmo-worker-{owner}-a" / "brief.txt").write_text("Geheim.")
    (path,) = letters.glob("2024*")
    for _ in worker.rows([file_row(0, path)]):
        assert {one.name for one in elsewhere.rglob("*.txt")} == {"brief.txt"}
    assert [one.name for one in elsewhere.iterdir()] == [f"wmo-worker-{os.getppid()}-a"]


def test_nothing_is_asked_of_a_cluster_when_nothing_is_new(letters: Path, tmp_path: Path) -> None:
    def prepare(paths: Sequence[Path]) -> Generator[Prepared, None, None]:
        return read_on_cluster("127.0.0.1:1", FakeEncoder(), paths)

    build_index([letters], tmp_path / "index", FakeEncoder())
    report = build_index([letters], tmp_path / "index", FakeEncoder(), prepare=prepare)
    assert len(report.skipped) == 2


@pytest.mark.parametrize(
    ("machines", "workers", "reserved"),
    [([1, 1], 2, 0.5), ([2, 2], 2, 1), ([16, 16, 0], 4, 4), ([8, 4], 3, 2), ([3], 1, 1)],
)
def test_half_of_each_machine_is_kept_for_the_workers_of_one_that_dies(
    machines: list[int], workers: int, reserved: float
) -> None:
    assert _pool(machines) == (workers, reserved)


def test_without_ray_one_line_says_so(
    letters: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call = ["index", str(letters), "--index", str(tmp_path / "i"), "--ray"]
    monkeypatch.setitem(sys.modules, "ray", None)
    assert main([*call, "127.0.0.1:1"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("Installeer het met: pip install 'wmo-qa[ray]'")


class Cluster:
    """Two machines of Ray on this one, on the loopback network, with a processor each."""

    def __init__(self) -> None:
        ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'wmo-qa[ray]'")
        from ray.cluster_utils import Cluster as LocalCluster

        self._ray = ray
        machine = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
        machine["node_ip_address"] = "127.0.0.1"
        self._local = LocalCluster(initialize_head=True, head_node_args=machine)
        self._second = self._local.add_node(**machine)
        self.address = str(self._local.address)

    def kill_second(self) -> None:
        self._local.remove_node(self._second, allow_graceful=False)

    def stop(self) -> None:
        self._local.shutdown()


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # else 127.0.0.1 is left
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for the workers
    made = Cluster()
    yield made
    made.stop()


def indexing(letters: Path, folder: Path, *options: str) -> subprocess.Popen[str]:
    program = "import sys; from ui.main import main; sys.exit(main(sys.argv[1:]))"
    call = [sys.executable, "-c", program, "index", str(letters), "--index", str(folder)]
    return subprocess.Popen([*call, *options], stderr=subprocess.PIPE, text=True, cwd=ROOT)


def stored(folder: Path) -> int:
    """How many letters another process has written by now."""
    try:
        place = f"file:{folder / 'letters.sqlite'}?mode=ro"
        with sqlite3.connect(place, uri=True) as database:
            return int(database.execute("SELECT count(*) FROM letters").fetchone()[0])
    except sqlite3.OperationalError:  # it is not there yet
        return 0


@pytest.mark.encoder
def test_a_machine_that_dies_loses_no_letter_and_doubles_none(
    folder: Path, tmp_path: Path, cluster: Cluster
) -> None:
    shutil.copytree(EXAMPLES, folder / "voorbeelden")
    for number in range(60):  # small ones, so that each machine has some tasks
        text = f"Brief {number}\n\nDe termijn voor letter {number} is {number} weken."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    assert indexing(folder, tmp_path / "one").wait() == 1  # three files are bad
    running = indexing(folder, tmp_path / "two", "--ray", cluster.address)
    while running.poll() is None and not stored(tmp_path / "two"):
        time.sleep(0.05)
    cluster.kill_second()
    after = stored(tmp_path / "two")
    _, said = running.communicate()
    assert running.returncode == 1, said
    expected = contents(tmp_path / "one")
    assert contents(tmp_path / "two") == expected
    assert after < len(expected["letters"]), "the machine died too late to matter"


@contextmanager
def saying(said: bytes) -> Iterator[str]:
    """What says something to each who connects and then waits, at an address."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        asking: list[socket.socket] = []

        def answer() -> None:
            with suppress(OSError):  # when it is closed
                while True:
                    asking.append(other.accept()[0])
                    asking[-1].sendall(said)

        Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{other.getsockname()[1]}"


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_a_port_where_something_else_listens_is_told_soon(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.distributed.cluster.ANSWERS", 0.5)
    with saying(said) as address, pytest.raises((OSError, ValueError)):
        _greet(address)


@pytest.mark.encoder
def test_a_token_that_is_missing_is_told(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'wmo-qa[ray]'")
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("HOME", str(tmp_path))
    with saying(bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))) as address:
        running = indexing(letters, tmp_path / "index", "--ray", address)
        _, said = running.communicate()
    assert running.returncode == 1
    (line,) = said.splitlines()
    assert line.startswith(f"wmo: Er is geen cluster van Ray op {address},")
    assert "token" in line


@pytest.mark.encoder
def test_an_address_without_a_cluster_is_told_in_one_line(letters: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'wmo-qa[ray]'")
    for address in ("127.0.0.1:1", "ray://127.0.0.1:1", "auto", ""):
        running = indexing(letters, tmp_path / "index", "--ray", address)
        _, said = running.communicate()
        assert running.returncode == 1
        assert said.splitlines()[-1].startswith(f"wmo: Er is geen cluster van Ray op {address},")


def test_a_machine_with_another_version_is_refused(
    letters: Path, tmp_path: Path, worker: LetterWorker
) -> None:
    (path,) = letters.glob("2024*")
    (row,) = worker.rows([file_row(0, path)])
    known = probe(FakeEncoder())
    assert [one.path for one in _received(row, path, known)] == [path]
    for wrong in range(len(versions())):
        others = [f"{one}9" if at == wrong else one for at, one in enumerate(versions())]
        with pytest.raises(NoCluster, match="andere versie"):
            list(_received({**row, "versions": others}, path, known))


def test_a_machine_with_another_model_is_refused(
    letters: Path, tmp_path: Path, worker: LetterWorker
) -> None:
    (path,) = letters.glob("2024*")
    known = probe(FakeEncoder())
    (row,) = worker.rows([file_row(0, path)])
    assert [one.path for one in _received(row, path, known)] == [path]
    short = [{**one, "vector": one["vector"][:-4]} for one in row["passages"]]
    turned = {**row, "probe": np.roll(known, 1).astype("<f4").tobytes()}
    for wrong in (turned, {**row, "probe": None}, {**row, "passages": short}):
        with pytest.raises(NoCluster, match="ander model"):
            list(_received(wrong, path, known))
    with pytest.raises(NoCluster, match="ander model"):
        list(_received(row, path, known[:-1]))
    (letters / "leeg.txt").write_bytes(b"")
    (bad,) = worker.rows([file_row(0, letters / "leeg.txt")])
    assert [one.stored for one in _received(bad, path, known)] == [None]  # nothing is embedded
