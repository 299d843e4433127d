"""A file that a request names is nowhere fetched or copied, on a real server on this machine."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from browsing import served

from index import Retriever
from ui import texts
from ui.server import application, listen

# Gradio counts its own requests with a part of pandas that is to go.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*no_silent_downcasting.*", "ignore:The copy keyword is deprecated.*"
)


def test_a_file_that_a_request_names_is_not_fetched_and_not_copied(
    retriever: Retriever, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, cache = tmp_path / "geheim.txt", tmp_path / "cache"
    secret.write_text("geheim", encoding="utf-8")
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(cache))
    monkeypatch.setattr("gradio.processing_utils.PUBLIC_HOSTNAME_WHITELIST", ["127.0.0.1"])
    with served(application(retriever)) as chat, listen("127.0.0.1", 0) as elsewhere:
        elsewhere.setblocking(False)
        paths = (f"http://127.0.0.1:{elsewhere.getsockname()[1]}/x", str(secret))
        doors = httpx.get(f"{chat}config", timeout=60).json()["dependencies"]
        asked = [one for one in doors if one["backend_fn"] and one["inputs"]]
        assert asked
        for door in asked:
            for path in paths:
                file = {"path": path, "meta": {"_type": "gradio.FileData"}}
                data = [file, *([[file]] * len(door["inputs"]))][: len(door["inputs"])]
                call = {"fn_index": door["id"], "data": data, "session_hash": "x"}
                with suppress(httpx.ReadTimeout):  # while it waits for what it fetches
                    httpx.post(f"{chat}gradio_api/run/predict", json=call, timeout=2)
        with pytest.raises(BlockingIOError):  # nobody has connected
            elsewhere.accept()
        join = httpx.post(f"{chat}gradio_api/queue/join", json=call, timeout=60)
        assert join.status_code == 200
        told = httpx.get(f"{chat}gradio_api/queue/data", params={"session_hash": "x"}, timeout=60)
        assert texts.NO_ENTRY in json.loads(told.text.split("data: ")[-2])["output"]["error"]
    assert not [one for one in cache.rglob("*") if one.is_file()]
