"""Makes messages as Outlook saves them, in compound files as small as they can be."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import Any

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096
SENT = 133_547_562_000_000_000  # 12 March 2024, 22:30 in universal time, as Windows counts
Tree = dict[str, Any]  # streams (bytes) and storages (trees) by name


def outlook(subject: str = "Beslissing", *, sent: bool = True, **properties: str | bytes) -> Tree:
    """A message with properties by number and type: ``t1000`` is in words, ``b1013`` in bytes."""
    time = struct.pack("<IIQ", 0x00390040, 6, SENT) if sent else b""
    given = {"t0037": subject, **properties}
    streams = dict(_property(name, value) for name, value in given.items())
    return {"__properties_version1.0": bytes(32) + time, **streams}


def hung(*files: Tree) -> Tree:
    """Storages for what hangs on a message."""
    return {f"__attach_version1.0_#{place:08X}": one for place, one in enumerate(files)}


def file(name: str, data: bytes, **properties: str | bytes) -> Tree:
    return outlook("", sent=False, t3707=name, b3701=data, **properties)


def inner(message: Tree) -> Tree:
    return {**outlook("", sent=False), "__substg1.0_3701000D": message}


def compound(tree: Tree) -> bytes:
    """A compound file: tables of sectors, directory, small sectors, then the large streams."""
    rows: list[list[Any]] = []
    _add("Root Entry", tree, rows)
    rows[0][1] = 5
    small, small_table, large = b"", list[int](), list[list[Any]]()
    for row in rows:
        if len(row[4]) >= CUTOFF:
            large.append(row)
        elif row[4]:
            row[5] = len(small_table)
            small_table += _chain(row[5], _count(row[4], MINI))
            small += _padded(row[4], MINI)
    parts = [bytes(128 * len(rows)), struct.pack(f"<{len(small_table)}I", *small_table), small]
    bodies = [*parts, *(row[4] for row in large)]
    total = sum(_count(one, SECTOR) for one in bodies)
    count = next(n for n in range(1, 100) if n * 128 >= total + n)
    table, starts = [TABLE] * count, list[int]()
    for one in bodies:
        starts.append(len(table))
        table += _chain(len(table), _count(one, SECTOR))
    table += [FREE] * (count * 128 - len(table))
    for row, start in zip(large, starts[3:], strict=True):
        row[5] = start
    rows[0][4], rows[0][5] = small, starts[2]
    bodies[0] = b"".join(map(_row, rows))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    minis = _count(parts[1], SECTOR)
    head += struct.pack("<9I", 0, count, starts[0], 0, CUTOFF, starts[1], minis, END, 0)
    head += struct.pack("<109I", *range(count), *[FREE] * (109 - count))
    written = [struct.pack(f"<{len(table)}I", *table), *bodies]
    return head + b"".join(_padded(one, SECTOR) for one in written)


def _property(name: str, value: str | bytes) -> tuple[str, bytes]:
    if isinstance(value, str):
        return f"__substg1.0_{name[1:]}001F", value.encode("utf-16-le")
    return f"__substg1.0_{name[1:]}{'001E' if name[0] == 's' else '0102'}", value


def _add(name: str, content: Tree | bytes, rows: list[list[Any]]) -> int:
    """Add an entry and what is in it: name, kind, next of its kin, first within, data, start."""
    place = len(rows)
    data = content if isinstance(content, bytes) else b""
    rows.append([name, 2, FREE, FREE, data, END])
    if isinstance(content, dict):
        kin = [_add(one, within, rows) for one, within in content.items()]
        for left, right in pairwise(kin):
            rows[left][2] = right
        rows[place][1], rows[place][3] = 1, kin[0]
    return place


def _row(row: list[Any]) -> bytes:
    name, kind, right, child, data, start = row
    written = name.encode("utf-16-le")
    tree = struct.pack("<HBB3I36x", len(written) + 2, kind, 1, FREE, right, child)
    return written.ljust(64, b"\0") + tree + struct.pack("<IQ", start, len(data))


def _count(data: bytes, size: int) -> int:
    return -(-len(data) // size)


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END] if count else []


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)
