"""What is kept of questions when the administrator switched it on: lines in files, one a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from qa import Answer
from ui.errors import BadInput
from ui.settings import Storage

Sort = Literal["oordelen", "vragen"]
LONGEST_REMARK = 500  # characters


class Kept:
    """The folder with judgements (``oordelen``) and the record of questions (``vragen``).

    Each is a file of JSON Lines a day, without the name or address of who asked. Safe to share
    between threads.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = Lock()
        if storage.feedback or storage.record:
            self._tidy(date.today())

    @property
    def judges(self) -> bool:
        """Whether judgements are kept."""
        return self._storage.feedback

    def judge(self, answer: Answer, generation: int, good: bool, reason: str, remark: str) -> None:
        """Keep whether an answer was good, and why not."""
        if self._storage.feedback:
            judged = {"good": good, "reason": reason, "remark": remark[:LONGEST_REMARK].strip()}
            self._add("oordelen", {**_told(answer, generation), **judged})

    def record(self, answer: Answer, generation: int) -> None:
        """Keep a question with what came of it."""
        if self._storage.record:
            self._add("vragen", _told(answer, generation))

    def _add(self, sort: Sort, row: dict[str, Any]) -> None:
        now = datetime.now()
        line = json.dumps({"time": now.isoformat(timespec="seconds"), **row}, ensure_ascii=False)
        with self._lock:
            self._storage.folder.mkdir(parents=True, exist_ok=True)
            file = self._storage.folder / f"{sort}-{now.date().isoformat()}.jsonl"
            if not file.exists():
                self._tidy(now.date())
            with file.open("a", encoding="utf-8") as lines:
                lines.write(f"{line}\n")

    def _tidy(self, today: date) -> None:
        """Remove the days that have been kept long enough."""
        first = today - timedelta(days=self._storage.days)
        for sort in ("oordelen", "vragen"):
            for file in self._storage.folder.glob(f"{sort}-????-??-??.jsonl"):
                if file.stem.removeprefix(f"{sort}-") < first.isoformat():
                    file.unlink(missing_ok=True)


def judgements(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the judgements in a folder, oldest first.

    Raises:
        BadInput: there are none, or a line cannot be read.
    """
    files = sorted(folder.glob("oordelen-*.jsonl"))
    if not files:
        raise BadInput(f"In {folder} staan geen oordelen. Noem de map van [storage] in wmo.toml.")
    for file in files:
        lines = file.read_text(encoding="utf-8").split("\n")  # what is typed may hold other ends
        for number, line in enumerate(filter(None, lines), 1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise BadInput(
                    f"{file}, regel {number}: geen geldige JSON. Haal hem weg."
                ) from error
            yield row


def _told(answer: Answer, generation: int) -> dict[str, Any]:
    return {
        "question": answer.question,
        "searched": answer.searched,
        "status": answer.status.value,
        "generation": generation,
        "statements": [
            {
                "short": [" ".join(short.quote.split()) for short in one.short],
                "citations": [
                    {"letter": c.letter.id, "start": c.start, "end": c.end, "quote": c.quote}
                    for c in one.citations
                ],
            }
            for one in answer.statements
        ],
    }
