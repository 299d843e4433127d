"""What one run compares: something that searches, and may answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Passage
from qa import Answer

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class System:
    """Something that can be measured.

    ``passages`` is all it can find. ``rank`` takes a question and a number and returns at most
    so many passages, best first. ``answer`` is absent when the system only searches; ``converse``
    answers the last of several questions of one conversation, and is absent when the system has
    no memory: the last question is then asked alone. ``timed`` is false for a system that takes
    over what another one has computed: its times would say nothing.
    """

    name: str
    passages: Sequence[Passage]
    rank: Callable[[str, int], Sequence[Passage]]
    answer: Callable[[str], Answer] | None = None
    converse: Callable[[Sequence[str]], Answer] | None = None
    timed: bool = True
