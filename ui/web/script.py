"""What the pages do in the browser itself: the scripts that Gradio runs."""

from __future__ import annotations

from pathlib import Path


def source(name: str) -> str:
    """Return the text of a script of this package."""
    return (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")


def part_of_page(name: str, part: str, events: str = "") -> str:
    """Return the script of one part of a page, and the names of the events that it triggers."""
    return f"{source(name)}\n{part}();  // {events}"
