"""The names that OpenDocument gives to its elements and attributes, by name space."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = "{" + _OASIS + "text:1.0}"
OFFICE = "{" + _OASIS + "office:1.0}"
STYLE = "{" + _OASIS + "style:1.0}"
FORMAT = "{" + _OASIS + "xsl-fo-compatible:1.0}"
TABLE = "{" + _OASIS + "table:1.0}"
DRAW = "{" + _OASIS + "drawing:1.0}"
VECTOR = "{" + _OASIS + "svg-compatible:1.0}"
LINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
