"""Requests that are made up from the description of the HTTP interface itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from api_serving import NEW_ID, OLD_ID, uploading
from browsing import served
from conftest import FakeReader

from index import Retriever
from ui.settings import Api, Settings
from ui.web.api.application import api
from ui.web.api.door.keys import add_key
from ui.web.letter_changes import Shelf

pytest.importorskip("schemathesis")
SECONDS = 10  # after which no more are made up
KNOWN = f"""[parameters]
"path.id" = ["{OLD_ID}", "{NEW_ID}", "nee"]
"path.n" = [1, 2]
"""


def test_made_up_requests_are_answered_as_described(
    retriever: Retriever, fake_reader: FakeReader, tmp_path: Path
) -> None:
    upload = uploading(tmp_path / "brieven")
    settings = Settings(upload=upload, api=Api(requests_per_minute=100_000))
    secret = add_key(retriever.folder, "schrijver", writes=True)
    known = tmp_path / "schemathesis.toml"
    known.write_text(KNOWN, encoding="utf-8")
    with served(api(retriever, settings, Shelf(retriever, upload))) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(known), "run"),
                *(f"{address}openapi.json", "--url", f"{address}v1", "--seed", "1", "--no-color"),
                *("--header", f"Authorization: Bearer {secret}", "--max-time", str(SECONDS)),
                *("--phases", "examples,fuzzing", "--max-examples", "8", "--warnings", "off"),
                # A value may be right by its form and still name no letter, which is a 400.
                *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
            ],
            capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "passed" in done.stdout
