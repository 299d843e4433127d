"""Reads each file in a process of its own, so that a hostile one harms only itself.

Reading is done by a small program that has the readers loaded (``corpus.sandbox.server``). It is
asked for a file, and answers with the letter, through pipes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import IO, Any, NamedTuple

from corpus.errors import UnreadableFile
from corpus.letter import Footnote, Kamerstuk, Letter, LetterDate, Section

TIME_LIMIT = 28.0  # seconds for one file
_START = "from corpus.sandbox.server import serve; serve({pipes}, {seconds})"

Answer = dict[str, Any]


class _Line(NamedTuple):
    """The pipes through which a program is asked for a letter, and through which it answers."""

    asked: IO[bytes]
    answers: IO[bytes]

    def ask(self, path: Path) -> bytes:
        """Return the answer, which ends in a line end; it does not when the program stopped."""
        try:
            self.asked.write(json.dumps(str(path)).encode() + b"\n")
            self.asked.flush()
            return self.answers.readline()
        except (OSError, ValueError):  # the pipes are broken, or were closed
            return b""

    def close(self) -> None:
        """Close the pipes."""
        for pipe in self:
            with suppress(OSError):
                pipe.close()


class Worker:
    """A program that reads files, each in a child process.

    ``seconds`` is how long one file may take, ``count`` how many are read at a time: so many
    threads can ask at once.
    """

    def __init__(self, seconds: float = TIME_LIMIT, count: int = 1) -> None:
        self._seconds = seconds
        self._count = count
        self._starting = Lock()
        self._closed = False
        self._programs: list[subprocess.Popen[bytes]] = []
        self._lines: list[_Line] = []
        self._idle: SimpleQueue[_Line | None] = SimpleQueue()  # None: one that has to be started

    def read(self, path: Path) -> Letter | UnreadableFile:
        """Return the letter in a file, or what is wrong with it; once closed it reads none."""
        free = self._free()
        if free is None:
            return _stopped(path)
        answer = free.ask(path)
        whole = answer.endswith(b"\n")
        self._idle.put(free if whole else None)
        return from_answer(json.loads(answer), path) if whole else _stopped(path)

    def close(self) -> None:
        """End the program; what is being read is given up."""
        with self._starting:
            self._closed = True
        for line in self._lines:
            with suppress(OSError):
                line.asked.close()
        for program in self._programs:
            program.send_signal(signal.SIGTERM)
            program.wait()
        for line in self._lines:
            line.close()

    def _free(self) -> _Line | None:
        """Return a line that no other thread uses; none when the worker is closed."""
        with self._starting:
            if self._closed:
                return None
            if not self._programs:
                for line in self._start(self._count):
                    self._idle.put(line)
            return self._idle.get() or self._start(1)[0]

    def _start(self, count: int) -> list[_Line]:
        """Start a program with the same modules at hand as this one; return the lines to it."""
        found = [str(Path(place).resolve()) for place in sys.path]
        pairs = [(*os.pipe(), *os.pipe()) for _ in range(count)]
        theirs = [(asked, answers) for asked, _, _, answers in pairs]
        ends = [end for pair in theirs for end in pair]
        self._programs.append(
            subprocess.Popen(
                [sys.executable, "-c", _START.format(pipes=theirs, seconds=self._seconds)],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(found)},
                pass_fds=ends,
            )
        )
        for end in ends:
            os.close(end)
        lines = [_Line(os.fdopen(ask, "wb"), os.fdopen(get, "rb")) for _, ask, get, _ in pairs]
        self._lines += lines
        return lines


def _stopped(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "het programma dat bestanden leest, is bij dit bestand gestopt",
        "Probeer het nog eens en meld het als het weer gebeurt.",
    )


def to_answer(read: Letter | UnreadableFile) -> Answer:
    """Return a letter, or what is wrong with its file, as values that JSON has."""
    if isinstance(read, Letter):
        return {"letter": asdict(read)}
    notes = getattr(read, "__notes__", [])
    return {"reason": read.reason, "advice": read.advice} | ({"trace": notes[0]} if notes else {})


def from_answer(answer: Answer, path: Path) -> Letter | UnreadableFile:
    """Return what a child process answered as the values it had."""
    if "letter" not in answer:
        unreadable = UnreadableFile(path, answer["reason"], answer["advice"])
        if "trace" in answer:
            unreadable.add_note(answer["trace"])
        return unreadable
    fields: Answer = answer["letter"]
    for name, content in fields.items():
        if isinstance(content, list):
            fields[name] = tuple(content)
    fields["date"] = LetterDate(**fields["date"]) if fields["date"] else None
    fields["kamerstuk"] = Kamerstuk(**fields["kamerstuk"]) if fields["kamerstuk"] else None
    fields["sections"] = tuple(Section(**one) for one in fields["sections"])
    fields["footnotes"] = tuple(Footnote(**one) for one in fields["footnotes"])
    return Letter(**fields)
