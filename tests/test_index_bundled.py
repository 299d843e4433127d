from __future__ import annotations

import logging
from pathlib import Path

import pytest

from index.encoder import bundled
from index.encoder.encoder import SentenceEncoder


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cache in a folder of the test, and the forms that were written into it."""
    written: list[str] = []

    def write(_: object, folder: Path) -> None:
        (folder / "model.bin").write_bytes(b"weights")
        written.append(folder.name)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(bundled, "read_weights", lambda: None)
    monkeypatch.setattr(bundled, "_write_graph", write)
    return written


def test_a_whole_folder_is_used_again(made: list[str]) -> None:
    assert bundled.graph_folder() == bundled.graph_folder()
    assert len(made) == 1


@pytest.mark.parametrize("name", ["model.bin", "checksums.json"])
@pytest.mark.parametrize("content", [b"", b"weightz", None])
def test_a_damaged_folder_is_made_again_with_one_line(
    made: list[str], caplog: pytest.LogCaptureFixture, name: str, content: bytes | None
) -> None:
    damaged = bundled.graph_folder() / name
    damaged.unlink() if content is None else damaged.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        folder = bundled.graph_folder()
    assert (folder / "model.bin").read_bytes() == b"weights"
    assert len(made) == 2
    assert [record.message.count("\n") for record in caplog.records] == [0]
    assert "beschadigd" in caplog.text


@pytest.mark.parametrize("error", [ImportError("openvino"), RuntimeError("no such device")])
def test_without_the_fast_form_there_is_one_line_and_pytorch(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def refuse(folder: Path) -> None:
        raise error

    monkeypatch.setattr("index.encoder.encoder.graph_folder", lambda variant: Path("graph"))
    monkeypatch.setattr("index.encoder.encoder.torch_folder", lambda variant: Path("torch"))
    monkeypatch.setattr("index.encoder.engine.GraphModel", refuse)
    monkeypatch.setattr(
        "index.encoder.sentence_transformer.TransformerModel", lambda source: source
    )
    with caplog.at_level(logging.WARNING):
        assert SentenceEncoder()._model == "torch"
    assert len(caplog.records) == 1
    assert "PyTorch" in caplog.text
