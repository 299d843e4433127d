"""The administrator's settings: one file, ``wmo.toml``."""

from ui.settings.reading import read_settings
from ui.settings.settings import (
    ALL_ADDRESSES,
    DEFAULTS,
    LOCAL,
    Api,
    Login,
    Milvus,
    Server,
    Settings,
    Sources,
    Storage,
    Upload,
)

__all__ = [
    "ALL_ADDRESSES",
    "DEFAULTS",
    "LOCAL",
    "Api",
    "Login",
    "Milvus",
    "Server",
    "Settings",
    "Sources",
    "Storage",
    "Upload",
    "read_settings",
]
