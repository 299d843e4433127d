"""Reads ``wmo.toml``, in which a mistake is named in one line."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from corpus import ADDRESSES, ODATA_NAMES
from index import is_address
from ui.errors import BadInput
from ui.passwords import is_hash
from ui.settings.settings import Api, Login, Milvus, Server, Settings, Sources, Storage, Upload

LONGEST_TEXT = 300  # characters of a title or contact text
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def read_settings(path: Path) -> Settings:
    """Return the settings in a file; its relative paths start at its folder.

    Raises:
        BadInput: the file cannot be read, or says something that cannot be.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is niet te lezen. Controleer de naam; verwacht UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path} is geen geldig TOML-bestand ({error}).") from error
    try:
        return _checked(_made(Settings, given, ""), path.resolve().parent)
    except ValueError as error:
        raise BadInput(f"{path}: {error}.") from error


def _made(kind: type[Any], given: Mapping[str, Any], above: str) -> Any:  # noqa: ANN401 - of kind
    """Return settings of a kind from a table.

    Raises:
        ValueError: a key is unknown or its value has another type; the message is Dutch.
    """
    types = get_type_hints(kind)
    unknown = [name for name in given if name not in types]
    if unknown:
        known = ", ".join(one.name for one in fields(kind))
        raise ValueError(f"'{above}{unknown[0]}' is onbekend; kies uit: {known}")
    return kind(**{name: _value(types[name], one, above + name) for name, one in given.items()})


def _value(kind: Any, given: Any, name: str) -> Any:  # noqa: ANN401 - a setting of any type
    if kind in (Server, Login, Upload, Storage, Api, Milvus, Sources):
        if isinstance(given, dict):
            return _made(kind, given, f"{name}.")
        raise ValueError(f"'{name}' is een onderdeel; schrijf [{name}] op een eigen regel")
    for wanted, type_, said in (
        (bool, bool, "true of false"),
        (int, int, "een heel getal"),
        (str, str, "tekst tussen aanhalingstekens"),
        (Path, str, "een map tussen aanhalingstekens"),
    ):
        if kind is wanted:
            if type(given) is not type_:
                raise ValueError(f"'{name}' moet {said} zijn")
            return wanted(given)
    if kind == tuple[str, ...]:
        if isinstance(given, list) and all(isinstance(one, str) for one in given):
            return tuple(given)
        raise ValueError(f"'{name}' moet een lijst van teksten zijn")
    if isinstance(given, dict) and all(isinstance(one, str) for one in given.values()):
        return MappingProxyType(given)
    raise ValueError(f"'{name}' moet een lijst van namen met een tekst zijn")


def _checked(settings: Settings, base: Path) -> Settings:
    """Return the settings with whole paths.

    Raises:
        ValueError: values that cannot be, alone or together; the message is Dutch.
    """
    upload, storage = settings.upload, settings.storage
    _check_sizes(settings)
    if (storage.feedback or storage.record) and not storage.days:
        raise ValueError("zet in [storage] met days hoeveel dagen iets bewaard blijft")
    _check_contact(settings.api)
    _check_login(settings.login)
    _check_sources(settings.sources)
    if settings.sources.in_chat and not upload.allowed:
        raise ValueError(
            "'sources.in_chat' voegt brieven toe en verwijdert ze; zet in [upload] ook allowed = "
            "true"
        )
    return replace(
        settings,
        upload=replace(upload, folder=base / upload.folder),
        storage=replace(storage, folder=base / storage.folder),
        sources=replace(settings.sources, folder=base / settings.sources.folder),
        milvus=_checked_milvus(settings.milvus, base),
    )


def _checked_milvus(milvus: Milvus, base: Path) -> Milvus:
    """Return where Milvus is, a file of its light version with its whole path."""
    address = milvus.address
    if "@" in address:
        raise ValueError("zet in 'milvus.address' geen wachtwoord")
    if address and not is_address(address):
        raise ValueError(
            "'milvus.address' moet http://COMPUTER:POORT of https://COMPUTER:POORT zijn, of "
            "eindigen op .db"
        )
    if not address or address.startswith(("http://", "https://")):
        return milvus
    return Milvus(str(base / address))


def _check_sizes(settings: Settings) -> None:
    server, upload, api = settings.server, settings.upload, settings.api
    for name, text in (
        ("title", settings.title),
        ("contact", settings.contact),
        ("api.contact_email", api.contact_email),
        ("api.contact_url", api.contact_url),
        ("sources.contact", settings.sources.contact),
    ):
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"'{name}' is langer dan {LONGEST_TEXT} tekens")
    for name, number, least, most in (
        ("server.port", server.port, 0, 65535),
        ("upload.most_files", upload.most_files, 1, 1000),
        ("upload.most_megabytes", upload.most_megabytes, 1, 100),
        ("storage.days", settings.storage.days, 0, 36500),
        ("api.requests_per_minute", api.requests_per_minute, 1, 100_000),
        ("api.questions_at_once", api.questions_at_once, 1, 64),
        ("api.questions_waiting", api.questions_waiting, 0, 1000),
        ("api.answer_seconds", api.answer_seconds, 1, 3600),
        ("api.body_seconds", api.body_seconds, 1, 3600),
        ("sources.pause_milliseconds", settings.sources.pause_milliseconds, 0, 60_000),
    ):
        if not least <= number <= most:
            raise ValueError(f"'{name}' moet van {least} tot en met {most} zijn")


def _check_contact(api: Api) -> None:
    if api.contact_email and not _EMAIL.fullmatch(api.contact_email):
        raise ValueError("'api.contact_email' is geen e-mailadres")
    if api.contact_url and not api.contact_url.startswith(("http://", "https://")):
        raise ValueError("'api.contact_url' moet met https:// beginnen")


def _check_sources(sources: Sources) -> None:
    if not (sources.contact.isascii() and sources.contact.isprintable()):
        raise ValueError("'sources.contact' mag alleen gewone letters en tekens bevatten")
    for name, address in sources.addresses.items():
        if name not in ADDRESSES:
            raise ValueError(
                f"'sources.addresses.{name}' is onbekend; kies uit: {', '.join(ADDRESSES)}"
            )
        if not re.match(r"https://|http://(?:127\.0\.0\.1|localhost)[:/]", address):
            raise ValueError(f"'sources.addresses.{name}' moet met https:// beginnen")
    for name, instead in sources.names.items():
        if name not in ODATA_NAMES or not instead.isidentifier():
            raise ValueError(
                f"'sources.names.{name}' is onbekend, of '{instead}' kan geen naam zijn"
            )


def _check_login(login: Login) -> None:
    for name, hashed in login.users.items():
        if not is_hash(hashed):
            raise ValueError(f"het wachtwoord van '{name}' is geen uitvoer van: wmo password")
    if login.users and login.proxy_header:
        raise ValueError("kies in [login] voor users of voor proxy_header, niet allebei")
    if login.proxy_header and not login.trusted_proxies:
        raise ValueError("proxy_header en trusted_proxies horen bij elkaar; vul ze allebei in")
    if login.trusted_proxies and not login.needed:
        raise ValueError("trusted_proxies hoort bij users of bij proxy_header; vul die ook in")
    for address in login.trusted_proxies:
        try:
            ipaddress.ip_address(address)
        except ValueError as error:
            raise ValueError(f"'{address}' in trusted_proxies is geen IP-adres") from error
