"""What tells a compound file, in which old office programs and Outlook save, and what is in it."""

from __future__ import annotations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED, WORD_STREAM, MAIL_STREAM = (
    name.encode("utf-16-le")
    for name in ("EncryptedPackage", "WordDocument", "__properties_version1.0")
)
"""Names in a compound file, as its bytes have them."""
