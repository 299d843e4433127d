"""A question as it is put, and beside it what it takes along from the conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.questions.capitals import usual_case


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the earlier questions that it leans on, oldest first; mostly none."""

    text: str
    context: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Both as one text: so it is searched, and so the reader learned to read it."""
        return " ".join((*self.context, self.text))

    def plain(self) -> Question:
        """Return the question with single spaces, usual capitals and characters that exist."""
        text = " ".join(self.text.encode("utf-8", "replace").decode().split())
        return replace(self, text=usual_case(text))
