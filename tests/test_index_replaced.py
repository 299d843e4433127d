"""Another index, or no index at all, in the place of one that is open."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import OLD, FakeEncoder
from test_index_anew import QUESTION, made_anew

from index import Filter, OtherIndex, Retriever, build_index
from index.store.store import LetterStore
from index.vectors.vectors import VectorIndex
from index.words.lexical import LexicalIndex


class Small(FakeEncoder):
    """Another encoder, with shorter vectors, when it is not named "fake"."""

    def __init__(self, name: str = "fake") -> None:
        super().__init__(name)
        self.dimension = 64 if name == "fake" else 32


@pytest.mark.parametrize(
    "late", ["VectorIndex.nearest", "LexicalIndex.best", "VectorIndex.open", "LexicalIndex.open"]
)
def test_an_index_of_other_vectors_made_meanwhile_is_searched_again(
    letters: Path,
    tmp_path: Path,
    retriever: Retriever,
    late: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner, name = late.split(".")
    place = {"VectorIndex": VectorIndex, "LexicalIndex": LexicalIndex}[owner]
    real = getattr(place, name)

    def replaced(*given: object) -> object:
        monkeypatch.setattr(place, name, real)
        made_anew(letters, tmp_path / "index", Small("small"))
        return real(*given)

    monkeypatch.setattr("index.retriever.SentenceEncoder", Small)
    opened = Retriever(retriever.folder)
    made_anew(letters, tmp_path / "index", Small(), OLD)  # for the search to read the index again
    monkeypatch.setattr(place, name, replaced)
    hits = opened.search(QUESTION, only=Filter(letters=("nieuw",)))
    assert "twaalf weken" in hits[0].passage.text
    assert opened.made.dimension == 32


def test_sentences_of_other_vectors_are_not_matched_with_a_question_of_before(
    letters: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.retriever.SentenceEncoder", Small)
    opened = Retriever(retriever.folder)
    hits = opened.search(QUESTION)
    shutil.rmtree(tmp_path / "index")
    build_index([letters], tmp_path / "index", Small("small"))
    assert not any(opened.sentences(QUESTION, hits))


def test_a_damaged_file_in_the_place_of_an_index_is_told_in_one_line(
    tmp_path: Path, retriever: Retriever
) -> None:
    new = tmp_path / "new.sqlite"
    new.write_bytes(b"This is no index. " * 500)
    new.replace(tmp_path / "index" / "letters.sqlite")
    with pytest.raises(OtherIndex, match=r"is niet te lezen.*\(het is geen database\)") as told:
        retriever.search(QUESTION)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("change", ["DROP TABLE meta", "DELETE FROM meta WHERE key = 'identity'"])
def test_a_file_that_says_not_what_made_it_is_told_in_one_line(
    tmp_path: Path, retriever: Retriever, change: str
) -> None:
    file = tmp_path / "index" / "letters.sqlite"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(change)
    with pytest.raises(OtherIndex, match="is niet te lezen"):
        retriever.search(QUESTION)


def test_a_damaged_page_is_told_in_one_line(tmp_path: Path, retriever: Retriever) -> None:
    file = tmp_path / "index" / "letters.sqlite"
    LetterStore(file.parent).fold()
    page = 4096
    whole = file.read_bytes()
    new = tmp_path / "new.sqlite"
    new.write_bytes(whole[:page] + bytes(b ^ 0x5A for b in whole[page:]))
    new.replace(file)
    with pytest.raises(OtherIndex, match=r"is niet te lezen.*\(de inhoud klopt niet\)"):
        retriever.search(QUESTION)
