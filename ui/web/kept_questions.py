"""What is kept of questions when the administrator switched it on: lines in files, one a day."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Literal, get_args

from qa import Answer, Statement, Status
from ui import command_texts
from ui.errors import BadInput
from ui.settings import Storage

LOG = logging.getLogger(__name__)
Sort = Literal["oordelen", "vragen"]
LONGEST_REMARK = 500  # characters
DAY = 24 * 60 * 60  # seconds
JUDGED = {"question", "searched", "statements", "good", "reason", "remark"}


class Kept:
    """The folder with judgements (``oordelen``) and the record of questions (``vragen``).

    Each is a file of JSON Lines a day, without the name or address of who asked. Safe to share
    between threads.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = Lock()

    @property
    def judges(self) -> bool:
        """Whether judgements are kept."""
        return self._storage.feedback

    @property
    def records(self) -> bool:
        """Whether questions are kept."""
        return self._storage.record

    @property
    def days(self) -> int:
        """How many days something is kept."""
        return self._storage.days

    def judge(self, answer: Answer, generation: int, good: bool, reason: str, remark: str) -> None:
        """Keep whether an answer was good, and why not."""
        if self._storage.feedback:
            judged = {"good": good, "reason": reason, "remark": remark[:LONGEST_REMARK].strip()}
            day = {"day": date.today().isoformat()}
            self._add("oordelen", {**day, **_told(answer, generation), **judged})

    def record(self, answer: Answer, generation: int) -> bool:
        """Keep a question with what came of it; false when it should be kept and cannot be."""
        if self._storage.record:
            now = {"time": datetime.now().isoformat(timespec="seconds")}
            try:
                self._add("vragen", {**now, **_told(answer, generation)})
            except OSError:
                LOG.exception("A question was not recorded.")
                return False
        return True

    def record_years(self, question: str, found: Sequence[Statement], generation: int) -> bool:
        """Keep a question over the years with what the letters say to it, as :meth:`record`."""
        status = Status.ANSWERED if found else Status.NOT_FOUND
        return self.record(Answer(question, question, status, 0.0, tuple(found)), generation)

    def _add(self, sort: Sort, row: dict[str, Any]) -> None:
        """Write a line of ASCII: no letter that someone types can break it, or its reading."""
        line = f"{json.dumps(row)}\n"
        with self._lock:
            self._storage.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self._storage.folder / f"{sort}-{date.today().isoformat()}.jsonl"
            file.touch(mode=0o600)
            with file.open("a", encoding="ascii") as lines:
                lines.write(line)


def keep_tidy(storage: Storage) -> None:
    """Remove what has been kept long enough, now and once a day from then on.

    Raises:
        OSError: something cannot be removed now; later this is told on standard error.
    """

    def work() -> None:
        while True:
            time.sleep(DAY)
            try:
                tidy(storage, date.today())
            except OSError as error:
                sys.stderr.write(f"{command_texts.not_removed(str(error.filename))}\n")

    if storage.days:
        tidy(storage, date.today())
        Thread(target=work, daemon=True).start()


def tidy(storage: Storage, today: date) -> None:
    """Remove the days that have been kept long enough, also of what is no longer kept.

    Raises:
        OSError: a file cannot be removed.
    """
    first = today - timedelta(days=storage.days)
    for sort in get_args(Sort):
        for file in storage.folder.glob(f"{sort}-????-??-??.jsonl"):
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
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict) or not row.keys() >= JUDGED:
                raise BadInput(f"{file}, regel {number}: dit is geen oordeel. Haal de regel weg.")
            yield row


def _told(answer: Answer, generation: int) -> dict[str, Any]:
    return {
        "question": answer.question,
        "searched": answer.sought,
        "status": answer.status.value,
        "limited": bool(answer.only),
        "generation": generation,
        "statements": [_statement(one) for one in answer.statements],
        "history": [_statement(one) for one in answer.history],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "short": [" ".join(short.quote.split()) for short in statement.short],
        "citations": [
            {"letter": one.letter.id, "start": one.start, "end": one.end, "quote": one.quote}
            for one in statement.citations
        ],
    }
