"""The folder of a run: what was asked is written at once, and a stopped run goes on from there."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from eval.runs.manifest import Manifest
from eval.runs.outcomes import Outcome
from eval.runs.records import from_row, to_row

QUESTIONS = "questions.jsonl"
SUMMARY = "summary.json"
Key = tuple[str, str]
"""A system's name and a question's id."""


class NoRun(Exception):
    """A folder that holds no run: which, and what to do, in one line of Dutch."""


class Journal:
    """What is known already, and where what comes is written; without a folder nowhere.

    Only outcomes of the same manifest are taken over: the same questions, index, settings,
    packages and code.
    """

    def __init__(self, folder: Path | None, manifest: Manifest) -> None:
        self.folder = folder
        self.finished: dict[Key, Outcome] = {}
        self._lock = Lock()
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        row = manifest_row(manifest)
        if _noted(folder) == row:
            self.finished = {(one.system, one.question.id): one for one in _outcomes(folder)}
        else:
            text = json.dumps({"manifest": row, "finished": False}, ensure_ascii=False, indent=1)
            (folder / SUMMARY).write_text(text, encoding="utf-8")
        lines = [_line(one) for one in self.finished.values()]
        (folder / QUESTIONS).write_text("".join(lines), encoding="utf-8")

    def add(self, outcome: Outcome) -> None:
        """Write an outcome; safe to call from several threads."""
        if self.folder is None:
            return
        with self._lock, (self.folder / QUESTIONS).open("a", encoding="utf-8") as file:
            file.write(_line(outcome))


def read_outcomes(folder: Path) -> list[Outcome]:
    """Return the outcomes of a run, in the order in which they were written.

    Raises:
        NoRun: the folder holds none.
    """
    found = _outcomes(folder)
    if not found:
        raise NoRun(
            f"In {folder} staat geen uitslag. Maak die met 'wmo eval --out {folder}' en vergelijk "
            "dan opnieuw."
        )
    return found


def manifest_row(manifest: Manifest) -> dict[str, object]:
    """Return the manifest as it stands in ``summary.json``."""
    pairs = ("versions", "settings", "machine")
    return asdict(manifest) | {name: dict(getattr(manifest, name)) for name in pairs}


def _line(outcome: Outcome) -> str:
    return json.dumps(to_row(outcome), ensure_ascii=False) + "\n"


def _noted(folder: Path) -> object:
    """Return the manifest that stands in the folder; ``None`` when there is none."""
    try:
        return json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["manifest"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _outcomes(folder: Path) -> list[Outcome]:
    """Return the outcomes that were written whole; a run can be stopped within a line."""
    try:
        lines = (folder / QUESTIONS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            found.append(from_row(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            continue
    return found
