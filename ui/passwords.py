"""Passwords as scrypt hashes: what is stored cannot be turned back into a password."""

from __future__ import annotations

import getpass
import hmac
import re
import secrets
import sys
from argparse import Namespace
from base64 import b64decode, b64encode
from hashlib import scrypt

from ui.errors import BadInput

# OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3, which is 32 MiB at a time.
N, R, P = 2**15, 8, 3
SALT_BYTES, KEY_BYTES = 16, 32
SHORTEST, LONGEST = 12, 256  # characters
_HASH = re.compile(r"scrypt\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=")


def hashed(password: str) -> str:
    """Return a password as ``scrypt$SALT$KEY``, with a new salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return "$".join(("scrypt", _text(salt), _text(_key(password, salt))))


def is_hash(text: str) -> bool:
    """Whether a text is what :func:`hashed` returns."""
    return bool(_HASH.fullmatch(text))


def matches(password: str, hashed: str) -> bool:
    """Whether a password is the one that was hashed, in a time that does not tell how nearly."""
    _, salt, key = hashed.split("$")
    return hmac.compare_digest(_key(password, b64decode(salt)), b64decode(key))


def password(given: Namespace) -> int:
    """Print the line of ``wmo.toml`` that lets a user in with a password that is asked for.

    Raises:
        BadInput: the password is too short or long, or was not typed the same twice.
    """
    first = _asked(f"Wachtwoord voor {given.name}: ")
    if not SHORTEST <= len(first) <= LONGEST:
        raise BadInput(f"Een wachtwoord telt {SHORTEST} tot en met {LONGEST} tekens. Probeer weer.")
    if sys.stdin.isatty() and _asked("Nog een keer: ") != first:
        raise BadInput("De wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    name = given.name.replace("\\", "\\\\").replace('"', '\\"')
    sys.stderr.write("Zet de volgende regel in wmo.toml, onder [login.users]:\n")
    sys.stdout.write(f'"{name}" = "{hashed(first)}"\n')
    return 0


def _asked(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _key(password: str, salt: bytes) -> bytes:
    memory = 128 * R * (N + P + 2)
    return scrypt(password.encode(), salt=salt, n=N, r=R, p=P, maxmem=2 * memory, dklen=KEY_BYTES)


def _text(data: bytes) -> str:
    return b64encode(data).decode()
