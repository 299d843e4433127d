"""What goes wrong inside pypdf on damaged PDF files."""

from __future__ import annotations

import struct
import zlib

from pypdf.errors import DependencyError, DeprecationError, PyPdfError

DAMAGE = (
    PyPdfError, DependencyError, DeprecationError, ArithmeticError, AssertionError,
    AttributeError, LookupError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf was seen to raise."""
