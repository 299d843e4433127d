"""The settings that an administrator can give, with what holds for each when it is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from corpus import SourceSettings

ALL_ADDRESSES = ("0.0.0.0", "::")
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Server:
    """Where the chat answers; ``names`` are host names that the browser's address may have."""

    host: str = "127.0.0.1"
    port: int = 7860
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """Who may come in: users with hashed passwords, or whom a reverse proxy names in a header.

    Everyone may when both are empty. The header counts only from ``trusted_proxies`` (addresses),
    and only what these say of where a user is counts when wrong passwords are.
    """

    users: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    proxy_header: str = ""
    trusted_proxies: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether someone has to be known to come in."""
        return bool(self.users or self.proxy_header)


@dataclass(frozen=True, slots=True)
class Upload:
    """Whether letters can be added, corrected and removed in the browser, and within which limits.

    Files are kept in ``folder``; ``most_files`` at once, of at most ``most_megabytes`` each.
    """

    allowed: bool = False
    folder: Path = Path("brieven")
    most_files: int = 20
    most_megabytes: int = 50


@dataclass(frozen=True, slots=True)
class Storage:
    """What is kept of questions: nothing, unless it is switched on, and then for ``days`` days."""

    feedback: bool = False
    record: bool = False
    folder: Path = Path("opslag")
    days: int = 0


@dataclass(frozen=True, slots=True)
class Api:
    """How much the HTTP interface takes, and whom its description names.

    ``questions_at_once`` are worked at while ``questions_waiting`` wait, and as many searches in a
    line of their own, so that these wait for no answer; an answer that takes more than
    ``answer_seconds`` is given up, and so is a request whose body takes ``body_seconds``.
    """

    requests_per_minute: int = 120
    questions_at_once: int = 2
    questions_waiting: int = 64
    answer_seconds: int = 60
    body_seconds: int = 30
    contact_email: str = ""
    contact_url: str = ""


@dataclass(frozen=True, slots=True)
class Milvus:
    """The Milvus that ``wmo index`` fills and that is searched; none with an empty address."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class Sources(SourceSettings):
    """How official sources are asked, and whether in the chat too: then into ``folder``."""

    in_chat: bool = False
    folder: Path = Path("brieven-van-bronnen")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; an empty title is the program's own."""

    title: str = ""
    contact: str = ""
    server: Server = Server()
    login: Login = Login()
    upload: Upload = Upload()
    storage: Storage = Storage()
    api: Api = Api()
    milvus: Milvus = Milvus()
    sources: Sources = field(default_factory=Sources)


DEFAULTS = Settings()
