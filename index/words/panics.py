"""What tantivy does on files that are damaged, as one exception."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class BrokenWords(ValueError):
    """The full-text index cannot be searched: its files are not as they were written."""


@contextmanager
def told() -> Iterator[None]:
    """Raise :class:`BrokenWords` where tantivy fails or panics.

    A panic of Rust reaches Python as a ``BaseException`` of a module that cannot be imported, so
    that nothing that expects an ``Exception`` holds it.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise BrokenWords(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BrokenWords(str(error)) from error
