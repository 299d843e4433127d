"""Letters that are added and removed over HTTP, with a key that writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import httpx
import pytest
from api_serving import NEW_ID, OLD_ID, TAXI, asking, opened, uploading, visited
from conftest import NEW
from filelock import FileLock
from test_corpus_mail_attached import with_files
from test_ui_api_door import bearer, refused

from index import OtherIndex, Retriever
from ui import texts
from ui.settings import Settings, Upload
from ui.web.api import wording
from ui.web.api.application import api
from ui.web.api.door.keys import add_key
from ui.web.api.shapes import letters
from ui.web.letter_changes import WAITING, Shelf

BYTES = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    return uploading(tmp_path / "brieven")


@pytest.fixture
def writer(retriever: Retriever, upload: Upload) -> Iterator[httpx.Client]:
    secret = add_key(retriever.folder, "schrijver", writes=True)
    with asking(retriever, Settings(upload=upload), secret) as client:
        yield client


def bring(client: httpx.Client, name: str, data: bytes = TAXI, **given: object) -> httpx.Response:
    headers = {**BYTES, **given}
    return client.post("/v1/letters", params={"name": name}, content=data, headers=headers)


def kept(upload: Upload) -> list[str]:
    return sorted(one.name for one in upload.folder.rglob("*") if one.is_file())


def test_a_letter_is_added_found_and_removed(writer: httpx.Client, upload: Upload) -> None:
    before = writer.get("/v1/letters")
    got = bring(writer, "../../taxi.txt")
    assert got.status_code == 201, got.text
    letters.Added.model_validate(got.json())
    assert got.json()["problems"] == []
    assert got.headers["location"] == "/v1/letters/taxi"
    assert kept(upload) == ["taxi.txt"]
    one = writer.get(got.headers["location"])
    assert one.json()["date"] == "2025-03-03"
    assert writer.get("/v1/letters/taxi/file").content == TAXI
    found = writer.get("/v1/search", params={"question": "regiotaxi", "limit": 1}).json()
    assert found["passages"][0]["letter_id"] == "taxi"
    tag = {"If-None-Match": before.headers["etag"]}
    assert writer.get("/v1/letters", headers=tag).status_code == 200
    gone = writer.delete("/v1/letters/taxi")
    assert (gone.status_code, gone.content) == (204, b"")
    assert kept(upload) == []
    refused(writer.get("/v1/letters/taxi"), 404, wording.NO_LETTER)
    refused(writer.delete("/v1/letters/taxi"), 404, wording.NO_LETTER)


def test_only_a_key_that_writes_changes_anything(
    retriever: Retriever, upload: Upload, writer: httpx.Client
) -> None:
    reading = bearer(add_key(retriever.folder, "lezer", writes=False))
    for status, headers in ((403, reading), (401, bearer("x")), (401, {"Authorization": ""})):
        said = wording.ONLY_READS if status == 403 else wording.NO_KEY
        refused(bring(writer, "taxi.txt", **headers), status, said)
        refused(writer.delete(f"/v1/letters/{OLD_ID}", headers=headers), status, said)
        refused(bring(writer, "", b"", **headers), status, said)  # before anything else
    assert kept(upload) == []
    assert writer.get("/v1/letters").json()["total"] == 2


def test_being_open_is_for_reading_only(retriever: Retriever, upload: Upload) -> None:
    with asking(retriever, Settings(upload=upload)) as client:
        assert client.get("/v1/letters").status_code == 200
        refused(bring(client, "taxi.txt"), 401, wording.NO_KEY)
        refused(client.delete(f"/v1/letters/{OLD_ID}"), 401, wording.NO_KEY)
        assert client.get("/v1/letters").json()["total"] == 2


def test_without_uploading_there_are_no_such_routes(retriever: Retriever) -> None:
    secret = add_key(retriever.folder, "schrijver", writes=True)
    with asking(retriever, Settings(), secret) as client:
        for got in (bring(client, "taxi.txt"), client.delete(f"/v1/letters/{OLD_ID}")):
            refused(got, 405, "Allow")
            assert got.headers["allow"] == "GET, HEAD"
        assert "post" not in client.get("/openapi.json").json()["paths"]["/letters"]


def test_what_is_no_letter_is_refused_and_not_kept(writer: httpx.Client, upload: Upload) -> None:
    refused(bring(writer, "taxi.exe"), 400, texts.wrong_kind("taxi.exe"))
    refused(bring(writer, "brief.meta.json"), 400, "wordt niet gelezen")
    refused(bring(writer, "kapot.pdf", b"%PDF-1.4 kapot"), 400, "kapot.pdf: ")
    refused(bring(writer, "leeg.txt", b""), 400, "leeg.txt: ")
    refused(bring(writer, "taxi.txt", **{"Content-Type": "text/plain"}), 415, "octet-stream")
    refused(writer.post("/v1/letters", content=TAXI, headers=BYTES), 400, "'name' ontbreekt")
    refused(bring(writer, "x" * 301), 400, "'name' telt meer dan 300")
    other = {"name": "taxi.txt", "pad": "/etc"}
    refused(writer.post("/v1/letters", params=other, headers=BYTES), 400, "'pad' is onbekend")
    refused(bring(writer, "taxi.txt", **{"Accept": "text/html"}), 406, "application/json")
    assert kept(upload) == []


def unpacked_large() -> bytes:
    """A Word file of some kilobytes that holds 300 MB of white space."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<document>" + b" " * 300_000_000 + b"</document>")
    return made.getvalue()


def expanded_large() -> bytes:
    """A paper in XML whose one word stands for a thousand million (Billion laughs)."""
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    kinds = f'<!DOCTYPE x [<!ENTITY l0 "ha">{"".join(names)}]>'
    return f'<?xml version="1.0"?>{kinds}<officiele-publicatie>&l9;</officiele-publicatie>'.encode()


@pytest.mark.parametrize(
    ("name", "bomb"), [("brief.docx", unpacked_large), ("brief.xml", expanded_large)]
)
def test_a_bomb_is_refused_and_the_service_goes_on(
    writer: httpx.Client, upload: Upload, name: str, bomb: Callable[[], bytes]
) -> None:
    refused(bring(writer, name, bomb()), 400, f"{name}: ")
    assert kept(upload) == []
    assert writer.get("/v1/letters").status_code == 200


def test_a_letter_that_is_there_is_not_added_again(writer: httpx.Client, upload: Upload) -> None:
    refused(bring(writer, "zelfde.txt", NEW.encode()), 400, f"staat er al, als {NEW_ID}.txt")
    assert kept(upload) == []


def test_a_letter_is_not_too_large(writer: httpx.Client, upload: Upload) -> None:
    large = b"x" * (1024 * 1024 + 1)
    refused(bring(writer, "groot.txt", large), 413, "groter dan 1048576")
    parts = iter([large[:600_000], large[600_000:]])  # whose length is not said
    refused(bring(writer, "groot.txt", parts), 413, "groter dan")  # type: ignore[arg-type]
    assert kept(upload) == []
    assert bring(writer, "net.txt", TAXI + b"De rit duurt een uur.\n" * 4000).status_code == 201


def test_a_letter_that_others_brought_is_removed_but_its_file_stays(
    writer: httpx.Client, letters: Path
) -> None:
    assert writer.delete(f"/v1/letters/{OLD_ID}").status_code == 204
    assert (letters / f"{OLD_ID}.txt").exists()
    assert writer.get("/v1/letters").json()["total"] == 1
    for odd in ("%2e%2e", "..%2f..", "*", "%00"):
        assert writer.delete(f"/v1/letters/{odd}").status_code == 404
    refused(writer.delete(f"/v1/letters/{NEW_ID}?x=1"), 400, "'x' is onbekend")


def test_while_another_program_writes_one_has_to_wait(
    writer: httpx.Client, retriever: Retriever, upload: Upload, tmp_path: Path
) -> None:
    with FileLock(retriever.folder / ".writing"):
        for got in (bring(writer, "taxi.txt"), writer.delete(f"/v1/letters/{OLD_ID}")):
            refused(got, 503, wording.WRITING)
            assert got.headers["retry-after"]
            assert str(tmp_path) not in got.text
    assert writer.get("/v1/letters").json()["total"] == 2
    assert [one for one in kept(upload) if one != "taxi.txt"] == []
    assert WAITING not in kept(upload)


def test_what_the_line_does_not_take_does_not_wait(
    retriever: Retriever, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.web.api.application._CHANGES_WAITING", 1)
    with writing(retriever, upload) as (client, shelf):
        with shelf._changing:
            first = threading.Thread(target=bring, args=(client, "taxi.txt"))
            first.start()
            _until(lambda: 'wmo_work{line="changes"} 1.0' in client.get("/metrics").text)
            gone = {"params": {"name": "gaat-weg.txt"}, "content": TAXI, "headers": BYTES}
            with pytest.raises(httpx.TimeoutException):
                client.post("/v1/letters", **gone, timeout=1)
            _until(lambda: len(kept(upload)) == 1)
            second = threading.Thread(target=bring, args=(client, "twee.txt", TAXI + b"Twee.\n"))
            second.start()
            _until(lambda: 'wmo_work{line="changes"} 2.0' in client.get("/metrics").text)
            for number in range(9):
                refused(bring(client, f"{number}.txt"), 503, wording.TOO_BUSY)
            assert len(kept(upload)) == 2
        first.join()
        second.join()
        assert kept(upload) == ["taxi.txt", "twee.txt"]


def test_too_many_files_that_wait_are_no_fault_of_who_sends(
    retriever: Retriever, upload: Upload
) -> None:
    with writing(retriever, upload) as (client, shelf):
        for number in range(4 * upload.most_files):
            with shelf.receiving(f"{number}.txt") as (_, place):
                place.write_bytes(TAXI)
        got = bring(client, "taxi.txt")
    refused(got, 503, texts.TOO_BUSY)
    assert got.headers["retry-after"]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OSError(ENOSPC, "No space left on device"), 507, texts.NOT_KEPT),
        (OtherIndex("Deze index is met iets anders gemaakt."), 503, wording.NO_INDEX),
    ],
)
def test_a_failure_of_the_index_is_no_fault_of_the_letter(
    writer: httpx.Client, upload: Upload, monkeypatch: pytest.MonkeyPatch,
    error: Exception, status: int, said: str,
) -> None:  # fmt: skip
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("ui.web.letter_changes.build_index", failing)
    got = bring(writer, "taxi.txt")
    refused(got, status, said)
    assert ("retry-after" in got.headers) == (status == 503)
    assert kept(upload) == []


def test_a_bad_letter_is_told_whatever_the_folder_is_called(
    retriever: Retriever, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = add_key(retriever.folder, "schrijver", writes=True)
    monkeypatch.chdir(retriever.folder)
    with asking(opened(Path()), Settings(upload=upload), secret) as client:
        refused(bring(client, "kapot.pdf", b"%PDF-1.4 kapot"), 400, "kapot.pdf: ")


def test_an_added_message_is_found_before_what_hangs_on_it(writer: httpx.Client) -> None:
    got = bring(writer, "zz bericht.eml", bytes(with_files(aa_txt=TAXI)))
    assert {one["id"] for one in got.json()["letters"]} == {"zz-bericht", "zz-bericht-aa"}
    assert got.headers["location"] == "/v1/letters/zz-bericht"


@contextmanager
def writing(retriever: Retriever, upload: Upload) -> Iterator[tuple[httpx.Client, Shelf]]:
    """Give a client with a key that writes, and the shelf that it writes to."""
    secret, shelf = add_key(retriever.folder, "schrijver", writes=True), Shelf(retriever, upload)
    application = api(retriever, Settings(upload=upload), shelf)
    with visited(application, headers=bearer(secret)) as client:
        yield client, shelf


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.05)
