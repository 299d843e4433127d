"""What a command writes to standard output: text, or JSON."""

from __future__ import annotations

import json
import sys


def write(text: str) -> None:
    """Write a text that ends with one new line."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def write_json(value: object, indent: int | None = 2) -> None:
    """Write a value as JSON, on one line without an indent."""
    write(json.dumps(value, ensure_ascii=False, indent=indent))
