"""Letters that are added and removed over HTTP, with a key that writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from api_serving import NEW_ID, OLD_ID, TAXI, asking, uploading
from conftest import NEW
from filelock import FileLock
from test_ui_api_door import bearer, refused

from index import Retriever
from ui import texts
from ui.settings import Settings, Upload
from ui.web.api import wording
from ui.web.api.door.keys import add_key
from ui.web.api.shapes import letters
from ui.web.letter_changes import WAITING

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
