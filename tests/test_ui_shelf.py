from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from os import utime
from pathlib import Path
from threading import Event
from time import time
from typing import Any

import pytest
from conftest import FakeEncoder
from fastapi.testclient import TestClient
from filelock import FileLock
from test_corpus_mail_attached import with_files

from index import IndexReport, Retriever, build_index, remove_letters
from ui import texts
from ui.errors import BadInput
from ui.server import application
from ui.settings import Settings, Upload
from ui.web.file_names import safe_name
from ui.web.letter_changes import WAITING, WAITING_SECONDS, Added, Shelf
from ui.web.uploads import PLACE

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)
TAXI = b"Datum 3 maart 2025\n\nGeacht college,\n\nDe regiotaxi kost 3 euro per rit.\n"


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    return Upload(allowed=True, folder=tmp_path / "brieven", most_files=2, most_megabytes=1)


@pytest.fixture
def shelf(retriever: Retriever, upload: Upload) -> Shelf:
    return Shelf(retriever, upload)


@contextmanager
def visited(retriever: Retriever, upload: Upload) -> Iterator[TestClient]:
    app = application(retriever, Settings(upload=upload))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def bring(shelf: Shelf, name: str, data: bytes = TAXI) -> str:
    with shelf.receiving(name) as (ticket, place):
        place.write_bytes(data)
    return ticket


def add(shelf: Shelf, *tickets: str) -> tuple[list[str], list[str]]:
    *_, last = shelf.add(tickets)
    assert not isinstance(last, str)
    return last.names, last.problems


def kept(upload: Upload) -> list[str]:
    return sorted(one.name for one in upload.folder.rglob("*") if one.is_file())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("brief.pdf", "brief.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\brieven\\Brief (1).docx", "Brief (1).docx"),
        ("..\\..\\x.txt", "x.txt"),
        (".verborgen.txt", "verborgen.txt"),
        ("...", ""),
        ("<img src=x>.txt", "-img src-x-.txt"),
        ("a\x00b\n.txt", "a-b-.txt"),
        ("Beëindiging caf\u0065\u0301.txt", "Beëindiging café.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        (".pdf", "pdf"),
        ("漢" * 110 + ".txt", "漢" * 66 + ".txt"),
    ],
)
def test_a_name_has_only_safe_characters(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_files_are_added_and_found(shelf: Shelf, retriever: Retriever, upload: Upload) -> None:
    steps = list(shelf.add([bring(shelf, "taxi.txt")]))
    assert texts.letters_read(0, 1, "") in steps
    assert steps[-1] == Added(["taxi.txt"], [])
    assert "taxi" in {letter.id for letter in retriever.letters()}
    assert retriever.search("regiotaxi", 1)[0].passage.letter.id == "taxi"
    assert kept(upload) == ["taxi.txt"]


def test_who_leaves_while_letters_are_added_waits_for_nothing_and_they_are_added(
    shelf: Shelf, retriever: Retriever, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, going = Event(), Event()

    def slow(*given: Any, **named: Any) -> IndexReport:  # noqa: ANN401 - as the real one
        begun.set()
        assert going.wait(30)
        return build_index(*given, **named)

    monkeypatch.setattr("ui.web.letter_changes.build_index", slow)
    steps = shelf.add([bring(shelf, "taxi.txt"), bring(shelf, "stuk.pdf", b"x")])
    next(steps)
    assert begun.wait(30)
    steps.close()  # as when the page is closed: would it wait, nothing were let go
    going.set()
    assert add(shelf) == ([], [])  # who comes second waits until the first is done
    assert "taxi" in retriever.files()
    assert kept(upload) == ["taxi.txt"]


def test_a_file_that_gives_no_letter_is_not_kept(shelf: Shelf, upload: Upload) -> None:
    names, problems = add(shelf, bring(shelf, "goed.txt"), bring(shelf, "stuk.pdf", b"x"))
    assert names == ["goed.txt"]
    assert len(problems) == 1
    assert problems[0].startswith("stuk.pdf: ")
    assert kept(upload) == ["goed.txt"]


def test_the_same_letter_is_not_added_twice_and_none_is_overwritten(
    shelf: Shelf, upload: Upload
) -> None:
    add(shelf, bring(shelf, "taxi.txt"))
    names, problems = add(shelf, bring(shelf, "kopie.txt"))
    assert (names, problems) == ([], [texts.already_there("kopie.txt", "taxi.txt")])
    assert add(shelf, bring(shelf, "taxi.txt", TAXI + b"Meer.\n"))[0] == ["taxi-2.txt"]
    assert (upload.folder / "taxi.txt").read_bytes() == TAXI
    assert kept(upload) == ["taxi-2.txt", "taxi.txt"]


def test_an_index_in_use_is_one_line_and_nothing_is_lost(
    shelf: Shelf, retriever: Retriever, upload: Upload
) -> None:
    before = len(retriever.letters())
    ticket = bring(shelf, "taxi.txt")
    with FileLock(retriever.folder / ".writing"):
        names, problems = add(shelf, ticket)
    assert (names, len(problems)) == ([], 1)
    assert "Wacht tot dat klaar is" in problems[0]
    assert len(retriever.letters()) == before
    assert kept(upload) == []


def test_a_removed_letter_takes_its_own_file_along(
    shelf: Shelf, retriever: Retriever, upload: Upload
) -> None:
    add(shelf, bring(shelf, "taxi.txt"))
    shelf.correct("taxi", {"title": "De taxi"})
    assert kept(upload) == ["taxi.meta.json", "taxi.txt"]
    shelf.remove("taxi")
    assert kept(upload) == []
    assert "taxi" not in {letter.id for letter in retriever.letters()}
    with pytest.raises(BadInput, match="er niet meer"):
        shelf.remove("taxi")
    with pytest.raises(BadInput, match="er niet meer"):
        shelf.correct("taxi", {"title": "x"})


def test_what_hangs_on_mail_is_added_removed_and_not_corrected_apart(
    shelf: Shelf, retriever: Retriever, upload: Upload
) -> None:
    ticket = bring(shelf, "post.eml", bytes(with_files(taxi_txt=TAXI)))
    assert add(shelf, ticket) == (["post.eml", "post.eml > taxi.txt"], [])
    told = texts.already_there("los.txt", "post.eml > taxi.txt")
    assert add(shelf, bring(shelf, "los.txt", TAXI)) == ([], [told])
    with pytest.raises(BadInput, match=r"post\.eml > taxi\.txt is een bijlage"):
        shelf.correct("post-taxi", {"title": "Taxi"})
    shelf.remove("post")
    assert kept(upload) == [] and not [one for one in retriever.files() if "post" in one]


def test_mail_is_kept_for_what_hangs_on_it(
    shelf: Shelf, retriever: Retriever, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = with_files(taxi_txt=TAXI)
    mail.get_payload()[0].set_content("\n\n".join(f"Zaak {n} duurt {n} weken." for n in range(20)))
    monkeypatch.setattr("index.building.embedding.MOST_SENTENCES", 10)
    names, problems = add(shelf, bring(shelf, "post.eml", bytes(mail)))
    assert (names, len(problems)) == (["post.eml > taxi.txt"], 1)
    assert "verschillende zinnen" in problems[0]
    assert kept(upload) == ["post.eml"]
    assert [one.parent.name for one in retriever.files().values()].count("post.eml") == 1


def test_files_of_others_stay_when_their_letters_are_removed(
    shelf: Shelf, retriever: Retriever, letters: Path
) -> None:
    shelf.remove("2021-03-15-termijn")
    assert (letters / "2021-03-15-termijn.txt").is_file()
    assert [one.id for one in retriever.letters()] == ["2024-06-17-termijn"]


def test_a_file_elsewhere_that_was_replaced_keeps_the_name_of_its_letter(
    shelf: Shelf, retriever: Retriever
) -> None:
    names = {one.id for one in retriever.letters()}
    old = min(retriever.files().values())
    old.rename(new := old.with_suffix(".md"))
    new.write_bytes(TAXI)
    found = shelf.renew({old, new}, lambda _: None)
    assert (found.names, found.problems) == ([new.name], [])
    assert {one.id for one in retriever.letters()} == names
    assert new in retriever.files().values()


def test_removing_makes_the_whole_index_forget(retriever: Retriever) -> None:
    remove_letters(list(retriever.files().values()), retriever.folder)
    assert retriever.letters() == []
    assert retriever.search("eigen bijdrage", 3) == []


def test_a_file_that_was_left_behind_goes(shelf: Shelf, upload: Upload) -> None:
    left = upload.folder / WAITING / "van-vroeger"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    now = left.parent / "van-nu"  # that another program with this folder receives
    now.write_bytes(b"x")
    late = time() - WAITING_SECONDS - 1
    utime(left, (late, late))
    add(shelf, bring(shelf, "taxi.txt"))
    assert kept(upload) == ["taxi.txt", "van-nu"]


def test_a_file_that_went_meanwhile_is_told_and_the_others_are_added(
    shelf: Shelf, upload: Upload
) -> None:
    tickets = [bring(shelf, "weg.txt", TAXI + b"Weg.\n"), bring(shelf, "taxi.txt")]
    (upload.folder / WAITING / tickets[0]).unlink()
    assert add(shelf, *tickets) == (["taxi.txt"], [texts.not_received("weg.txt")])


def test_what_is_about_to_be_added_is_not_tidied_away(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meanwhile:
        def __enter__(self) -> None:
            bring(shelf, "later.txt", TAXI + b"Later.\n")

        def __exit__(self, *_: object) -> None: ...

        def locked(self) -> bool:
            return False

    ticket = bring(shelf, "taxi.txt")
    monkeypatch.setattr(shelf, "_changing", Meanwhile())
    assert add(shelf, ticket) == (["taxi.txt"], [])


def test_a_full_disk_is_told_in_dutch(
    shelf: Shelf, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("ui.web.letter_changes.build_index", full)
    assert add(shelf, bring(shelf, "taxi.txt")) == ([], [texts.NOT_KEPT])
    assert kept(upload) == []


def test_the_folder_that_waits_is_no_part_of_the_letters(
    shelf: Shelf, upload: Upload, tmp_path: Path
) -> None:
    bring(shelf, "taxi.txt")
    assert build_index([upload.folder], tmp_path / "other", FakeEncoder()).added == []


def test_the_door_takes_letters_only(retriever: Retriever, upload: Upload) -> None:
    with visited(retriever, upload) as client:

        def said(name: str, data: bytes | Iterator[bytes] = TAXI) -> tuple[int, dict[str, str]]:
            answer = client.post(PLACE, params={"naam": name}, content=data)
            return answer.status_code, answer.json()

        status, good = said("../../../taxi.txt")
        assert status == 200
        assert [one.name for one in upload.folder.rglob("*") if one.is_file()] == [good["ticket"]]
        assert said("brief.meta.json")[0] == 422
        assert said("brief.exe")[1] == {"problem": texts.wrong_kind("brief.exe")}
        assert said("")[0] == 422
        large = b"x" * (1024 * 1024 + 1)
        assert said("groot.txt", large) == (413, {"problem": texts.too_large("groot.txt", 1)})
        chunks = iter([large[:600_000], large[600_000:]])  # whose length is not said
        assert said("groot.txt", chunks) == (413, {"problem": texts.too_large("groot.txt", 1)})
        assert len(kept(upload)) == 1
        assert client.get(PLACE, params=good).status_code == 404
        evil = client.post(PLACE, content=TAXI, headers={"Origin": "http://evil.example"})
        assert evil.status_code == 403


def test_not_too_many_files_wait(retriever: Retriever, upload: Upload) -> None:
    with visited(retriever, upload) as client:
        sent = [client.post(PLACE, params={"naam": f"{n}.txt"}, content=TAXI) for n in range(9)]
    assert [answer.status_code for answer in sent] == [200] * 8 + [422]


def test_too_many_tickets_and_unknown_ones_add_nothing(shelf: Shelf, upload: Upload) -> None:
    tickets = [bring(shelf, f"{n}.txt", TAXI + b"%d" % n) for n in range(3)]
    assert add(shelf, *tickets) == ([], [texts.too_many_files(2)])
    assert add(shelf, "../../etc/passwd") == ([], [])
    assert kept(upload) == []


def test_the_door_is_shut_without_leave_and_gradios_own_always(
    retriever: Retriever, upload: Upload
) -> None:
    with visited(retriever, Upload()) as client:
        assert client.post(PLACE, params={"naam": "taxi.txt"}, content=TAXI).status_code in (
            404,
            405,
        )
    with visited(retriever, upload) as client:
        sent = client.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
        assert sent.status_code == 404
