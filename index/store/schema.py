"""The tables of an index, and what an index was made with."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT_VERSION = 4
NAMES = {
    "format": "opbouw",
    "encoder": "model",
    "dimension": "vectoren van lengte",
    "splitter": "verdeling in passages",
    "lemmas": "woordvormen",
}
# What is read for all letters at once stands apart from their texts, and within a row what is
# read less often stands further on: SQLite skips only what lies behind.
# The vectors of a passage take some 6 kB, which lie on one page of this size.
# What each checksum is of stands in ``index.checksums.rows``.
SCHEMA = """
PRAGMA page_size=16384;
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE, date TEXT NOT NULL, sender TEXT NOT NULL, level TEXT NOT NULL,
    kind TEXT NOT NULL, first INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
    checksum BLOB NOT NULL DEFAULT x'');
CREATE INDEX IF NOT EXISTS letters_of_bytes ON letters(sha256);
CREATE TABLE IF NOT EXISTS texts (
    letter INTEGER PRIMARY KEY REFERENCES letters(number) ON DELETE CASCADE,
    facts TEXT NOT NULL, text TEXT NOT NULL, checksum BLOB NOT NULL DEFAULT x'');
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    letter INTEGER NOT NULL REFERENCES letters(number) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, checksum BLOB NOT NULL DEFAULT x'',
    lemmas_checksum BLOB NOT NULL DEFAULT x'', sketch BLOB NOT NULL, vector BLOB NOT NULL,
    spans BLOB NOT NULL, sentences BLOB NOT NULL, lemmas TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_letter ON passages(letter);
"""
# Files that hold a letter that is stored already; ``kept`` is the file that it was read from.
DOUBLES = """
CREATE TABLE IF NOT EXISTS doubles (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, kept TEXT NOT NULL,
    checksum BLOB NOT NULL DEFAULT x'');
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What an index was made with; two indexes can be compared only when these are equal."""

    format: int
    encoder: str
    dimension: int
    splitter: int
    lemmas: int
