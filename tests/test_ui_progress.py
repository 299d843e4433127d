"""How far a command is, where there is no terminal."""

from __future__ import annotations

import pytest

from ui.cli import progress as shown


def test_without_a_terminal_a_line_comes_every_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 4.0, 11.0, 11.0, 14.0, 22.0, 22.0])
    monkeypatch.setattr(shown, "monotonic", lambda: next(clock))
    with shown.progress("brieven") as show:
        for done, name in enumerate(["a.pdf", "b.pdf", "c.pdf", "d.pdf"], 1):
            show(done, 4, name)
    assert capsys.readouterr().err == "2 van 4 brieven: b.pdf\n4 van 4 brieven: d.pdf\n"
