"""An index made anew under an open retriever, and one where nothing can be written."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from conftest import OLD, FakeEncoder

from index import Encoder, NoIndex, OtherIndex, Retriever, build_index
from index.array_types import Vectors
from index.loaded import Loaded
from index.store.database import Database
from index.store.store import LetterStore
from index.vectors.note import Note
from qa import answer, reply

QUESTION = "Binnen hoeveel weken besluit de gemeente over de aanvraag?"
OTHER = OLD.replace("acht weken", "twaalf weken").replace("Geacht college", "Beste inwoner")


def made_anew(letters: Path, folder: Path, encoder: Encoder, text: str = OTHER) -> None:
    """Remove the index and make one of another letter, with the same numbers in it."""
    shutil.rmtree(folder)
    for file in letters.iterdir():
        file.unlink()
    (letters / "nieuw.txt").write_text(text, encoding="utf-8")
    build_index([letters], folder, encoder)


@pytest.mark.usefixtures("fake_reader")
def test_an_index_made_anew_is_answered_from_its_own_text(
    letters: Path, tmp_path: Path, retriever: Retriever
) -> None:
    first = answer(QUESTION, retriever)
    assert "zes weken" in first.statements[0].text
    made_anew(letters, tmp_path / "index", FakeEncoder())
    second = reply(QUESTION, [first], retriever)
    assert "twaalf weken" in second.statements[0].text
    assert {one.letter.id for one in second.citations} == {"nieuw"}
    assert [one.id for one in retriever.letters()] == ["nieuw"]
    assert not any("zes weken" in one.text for one in retriever.passages())


def test_hits_of_the_index_before_have_no_sentences_of_the_one_now(
    letters: Path, tmp_path: Path, retriever: Retriever
) -> None:
    hits = retriever.search(QUESTION)
    assert all(retriever.sentences(QUESTION, hits))
    made_anew(letters, tmp_path / "index", FakeEncoder(), f"Betreft Iets anders\n\n{OTHER}")
    assert not any(retriever.sentences(QUESTION, hits))
    retriever.search(QUESTION)
    assert not any(retriever.sentences(QUESTION, hits))


def test_an_index_made_anew_during_a_search_is_searched_again(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import retriever as searching

    real, times = searching.hits_of, []

    def late(*given: object) -> object:
        if not times:
            made_anew(letters, tmp_path / "index", FakeEncoder())
        times.append(1)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "hits_of", late)
    assert {hit.passage.letter.id for hit in retriever.search(QUESTION)} == {"nieuw"}
    assert len(times) == 2


def test_an_index_that_was_removed_is_missed_in_one_line(
    tmp_path: Path, retriever: Retriever
) -> None:
    retriever.search(QUESTION)
    shutil.rmtree(tmp_path / "index")
    for ask in (retriever.letters, retriever.scope, lambda: retriever.search(QUESTION)):
        with pytest.raises(NoIndex, match="Er is geen index") as told:
            ask()
        assert "\n" not in str(told.value)


def test_an_index_made_anew_with_another_encoder_is_refused(
    letters: Path, tmp_path: Path, retriever: Retriever
) -> None:
    made_anew(letters, tmp_path / "index", FakeEncoder("other"))
    with pytest.raises(OtherIndex, match="other"):
        retriever.search(QUESTION)


def test_a_file_that_is_replaced_while_it_is_opened_is_opened_again(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database._opened

    def late(self: Database) -> object:
        found = real(self)
        monkeypatch.setattr(Database, "_opened", real)
        made_anew(letters, tmp_path / "index", FakeEncoder())
        return found

    monkeypatch.setattr(Database, "_opened", late)
    store = LetterStore(retriever.folder)
    store.known()
    assert {name for name, _ in store.known().values()} == {"nieuw"}


def test_what_an_index_was_made_with_is_not_that_of_the_one_before(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Note.read

    def late(folder: Path) -> Note | None:
        monkeypatch.setattr(Note, "read", real)
        made_anew(letters, tmp_path / "index", FakeEncoder("other"))
        return real(folder)

    monkeypatch.setattr(Note, "read", late)
    store = LetterStore(retriever.folder)
    loaded = Loaded.read(retriever.folder, store, None)
    assert loaded.is_current(retriever.folder, store)
    assert loaded.made.encoder == "other"


def test_a_question_is_not_asked_in_vectors_of_another_encoder(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Turned(FakeEncoder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            if self.name == "fake" and QUESTION in texts:
                made_anew(letters, tmp_path / "index", Turned("other"))
                opened.search("mantelzorgers")
            vectors = super().encode_queries(texts)
            return vectors if self.name == "fake" else vectors[:, ::-1].copy()

    monkeypatch.setattr("index.retriever.SentenceEncoder", Turned)
    opened = Retriever(retriever.folder)
    opened.search(QUESTION)
    wanted = Turned("other").encode_queries([QUESTION])[0]
    assert np.array_equal(opened.asked(QUESTION), wanted)


READ_ONLY = """
import sys
from conftest import FakeEncoder
from index import Retriever
folder = sys.argv[1]
retriever = Retriever(folder, FakeEncoder())
print(*[hit.passage.id for hit in retriever.search(sys.argv[2])])
"""


def run_closed(folder: Path, *call: str) -> subprocess.CompletedProcess[str]:
    """Run a command to which a folder is closed for writing; root gets it on a read-only mount."""
    here = Path(__file__).parent
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))}
    command = [sys.executable, *call]
    if os.geteuid() == 0:
        mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", mount, str(folder), *command]
        if (
            not shutil.which("unshare")
            or subprocess.run([*command[:6], "true"], check=False, capture_output=True).returncode
        ):
            pytest.skip("nothing can be mounted here")
    else:
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        return subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    finally:
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o755 if one.is_dir() else 0o644)


@pytest.mark.parametrize("held", [False, True])
def test_an_index_that_cannot_be_written_is_searched(
    letters: Path, tmp_path: Path, held: bool
) -> None:
    folder = tmp_path / "index"
    build_index([letters], folder, FakeEncoder())
    retriever = Retriever(folder, FakeEncoder())
    expected = [hit.passage.id for hit in retriever.search(QUESTION)]
    if not held:
        del retriever  # with its connections
        gc.collect()
    assert bool([*folder.glob("letters.sqlite-shm")]) is held
    files = sorted(folder.rglob("*"))
    done = run_closed(folder, "-c", READ_ONLY, str(folder), QUESTION)
    assert (done.stdout.split(), done.stderr) == (expected, "")
    assert sorted(folder.rglob("*")) == files


@pytest.mark.usefixtures("retriever")
def test_indexing_where_nothing_can_be_written_is_refused_in_one_line(
    letters: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    done = run_closed(folder, "-m", "ui", "index", str(letters), "--index", str(folder))
    assert done.returncode == 1
    assert done.stderr.startswith("wmo: ")
    assert "kan niet worden gebruikt" in done.stderr
    assert done.stderr.count("\n") == 1
