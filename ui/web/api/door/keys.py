"""The keys of other services: named, for reading or also writing; only their hashes are kept."""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from ui.errors import BadInput
from ui.web.api import wording

FILE = "api-keys.json"
PREFIX = "wmo_"  # by which a key that leaked is recognised
SECRET_BYTES = 32  # random: no slow hash is needed where nothing can be guessed
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_OTHERS = 0o077  # rights of anyone but the owner


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its name: the sha256 of the secret in hex, whether it writes, and since which day.

    The day is in ISO form.
    """

    name: str
    hash: str
    writes: bool
    made: str


class Keys:
    """The keys in an index folder, read again whenever their file changes."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._seen: tuple[int, ...] | None = None
        self._known: tuple[Key, ...] = ()

    def known(self) -> tuple[Key, ...]:
        """Return all keys.

        Raises:
            BadInput: the file cannot be used.
        """
        now = _mark(self._file)
        if now != self._seen:
            self._known = read_keys(self._file.parent)
            self._seen = now
        return self._known

    @property
    def needed(self) -> bool:
        """Whether there is a list of keys, be it empty: then nothing is open to who has none.

        Raises:
            BadInput: the file cannot be used.
        """
        return bool(self.known() or self._seen)

    def of(self, secret: str) -> Key | None:
        """Return the key that a secret is, in a time that does not tell how nearly.

        Raises:
            BadInput: the file cannot be used.
        """
        given, found = _hash(secret), None
        for one in self.known():
            if hmac.compare_digest(one.hash, given):
                found = one
        return found


def read_keys(folder: Path) -> tuple[Key, ...]:
    """Return the keys in an index folder, by name.

    Raises:
        BadInput: the file is no list of keys, or others can read it.
    """
    file = folder / FILE
    try:
        if file.stat().st_mode & _OTHERS:
            raise BadInput(wording.KEYS_OPEN.format(file=file))
        rows = json.loads(file.read_text(encoding="utf-8"))["keys"]
        found = [Key(**row) for row in rows]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(wording.KEYS_DAMAGED.format(file=file)) from error
    if not all(map(_is_whole, found)):
        raise BadInput(wording.KEYS_DAMAGED.format(file=file))
    return tuple(sorted(found, key=lambda one: one.name))


def add_key(folder: Path, name: str, *, writes: bool) -> str:
    """Add a key and return its secret, which is kept nowhere.

    Raises:
        BadInput: the name is taken or has another form, or the file cannot be used.
    """
    if not _NAME.fullmatch(name):
        raise BadInput(wording.KEY_NAME.format(name=name))
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with _only_writer(folder):
        keys = read_keys(folder)
        if any(one.name == name for one in keys):
            raise BadInput(wording.KEY_THERE.format(name=name))
        _write(folder, [*keys, Key(name, _hash(secret), writes, date.today().isoformat())])
    return secret


def remove_key(folder: Path, name: str) -> None:
    """Remove a key: from now on it opens nothing.

    Raises:
        BadInput: there is none with this name, or the file cannot be used.
    """
    with _only_writer(folder):
        keys = read_keys(folder)
        left = [one for one in keys if one.name != name]
        if len(left) == len(keys):
            raise BadInput(wording.KEY_UNKNOWN.format(name=name))
        _write(folder, left)


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    with FileLock(folder / f".{FILE}.lock"):
        yield


def _write(folder: Path, keys: Sequence[Key]) -> None:
    """Write the keys beside their place and rename the file, which only its owner can read."""
    beside = folder / f".{FILE}.{os.getpid()}"
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"keys": [asdict(one) for one in keys]}, file, indent=2)
        beside.replace(folder / FILE)
    finally:
        beside.unlink(missing_ok=True)


def _is_whole(key: Key) -> bool:
    """Whether a key has values as they are written, whatever a file says."""
    texts = all(isinstance(one, str) for one in (key.name, key.hash, key.made))
    return texts and key.hash.isascii() and isinstance(key.writes, bool)


def _mark(file: Path) -> tuple[int, ...]:
    """Return what changes whenever a file does; nothing for one that is not there."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
