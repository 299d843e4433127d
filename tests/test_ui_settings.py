from __future__ import annotations

import io
from pathlib import Path

import pytest

from ui import main
from ui.errors import BadInput
from ui.passwords import LONGEST, SHORTEST, hashed, is_hash, matches
from ui.settings import DEFAULTS, read_settings

HASH = hashed("een lang wachtwoord")


def written(folder: Path, text: str) -> Path:
    place = folder / "wmo.toml"
    place.write_text(text, encoding="utf-8")
    return place


def test_every_setting_is_read_and_paths_start_at_the_file(tmp_path: Path) -> None:
    place = written(
        tmp_path,
        f"""
        title = "Wmo-brieven van Waterbrugge"
        contact = "Bel 14 000"
        [server]
        host = "0.0.0.0"
        port = 8080
        names = ["wmo.waterbrugge.example"]
        [login.users]
        "j.jansen" = "{HASH}"
        [upload]
        allowed = true
        folder = "brieven/nieuw"
        most_files = 3
        most_megabytes = 2
        [storage]
        feedback = true
        record = true
        folder = "/srv/opslag"
        days = 30
        """,
    )
    found = read_settings(place)
    assert (found.title, found.contact) == ("Wmo-brieven van Waterbrugge", "Bel 14 000")
    assert (found.server.host, found.server.port) == ("0.0.0.0", 8080)
    assert found.server.names == ("wmo.waterbrugge.example",)
    assert dict(found.login.users) == {"j.jansen": HASH}
    assert found.upload.folder == tmp_path / "brieven" / "nieuw"
    assert (found.upload.most_files, found.upload.most_megabytes) == (3, 2)
    assert (found.storage.folder, found.storage.days) == (Path("/srv/opslag"), 30)


def test_nothing_is_stored_nobody_logs_in_and_nothing_is_uploaded_by_default(
    tmp_path: Path,
) -> None:
    assert read_settings(written(tmp_path, "")).storage.record is False
    assert (DEFAULTS.server.host, DEFAULTS.login.needed) == ("127.0.0.1", False)
    assert not (DEFAULTS.upload.allowed or DEFAULTS.storage.feedback or DEFAULTS.storage.record)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel = 'x'", "'titel' is onbekend; kies uit: title, contact"),
        ("[server]\nshare = true", "'server.share' is onbekend"),
        ("[server]\nport = '80'", "'server.port' moet een heel getal zijn"),
        ("[server]\nport = true", "'server.port' moet een heel getal zijn"),
        ("[server]\nport = 70000", "van 0 tot en met 65535"),
        ("[server]\nnames = 'x'", "'server.names' moet een lijst"),
        ("server = 3", "'server' is een onderdeel"),
        ("[upload]\nallowed = 1", "'upload.allowed' moet true of false zijn"),
        ("[upload]\nmost_megabytes = 0", "van 1 tot en met 100"),
        ("[upload]\nfolder = 3", "'upload.folder' moet een map"),
        ("[storage]\nrecord = true", "met days hoeveel dagen"),
        ("[login.users]\njan = 'geheim'", "'jan' is geen uitvoer van: wmo password"),
        ("[login]\nusers = 'jan'", "'login.users' moet een lijst van namen"),
        ("[login]\nproxy_header = 'X-User'", "horen bij elkaar"),
        ("[login]\nproxy_header = 'X-User'\ntrusted_proxies = ['proxy']", "geen IP-adres"),
        ("[login]\ntrusted_proxies = ['::1']", "hoort bij users of bij proxy_header"),
        (
            f"[login]\nproxy_header='X'\ntrusted_proxies=['::1']\n[login.users]\na='{HASH}'",
            "niet allebei",
        ),
        ("[api]\nrequests = 3", "'api.requests' is onbekend"),
        ("[api]\nrequests_per_minute = 0", "van 1 tot en met 100000"),
        ("[api]\nquestions_waiting = -1", "van 0 tot en met 1000"),
        ("[api]\nanswer_seconds = 1.5", "'api.answer_seconds' moet een heel getal"),
        ("[api]\ncontact_email = 'jan'", "'api.contact_email' is geen e-mailadres"),
        ("[api]\ncontact_url = 'javascript:x'", "moet met https:// beginnen"),
        (
            "[milvus]\naddress = 'localhost'",
            "moet http://COMPUTER:POORT of https",
        ),
        ("[milvus]\naddress = 'http://jan:geheim@milvus'", "geen wachtwoord"),
        ("title = 'x", "geen geldig TOML-bestand"),
        (f"title = '{'x' * 301}'", "langer dan 300 tekens"),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as told:
        read_settings(written(tmp_path, text))
    assert says in str(told.value)
    assert "wmo.toml" in str(told.value)
    assert "\n" not in str(told.value)


def test_the_command_names_the_mistake_and_stops(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = written(tmp_path, "[storage]\nbewaar = 3")
    assert main(["chat", "--settings", str(place)]) == 1
    assert "'storage.bewaar' is onbekend" in capsys.readouterr().err
    assert main(["chat", "--settings", str(tmp_path / "weg.toml")]) == 1
    assert "niet te lezen" in capsys.readouterr().err


def test_the_chat_cannot_be_shared(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["chat", "--share"])
    assert "onbekend: --share" in capsys.readouterr().err


def test_a_password_matches_its_own_hash_only() -> None:
    assert is_hash(HASH)
    assert matches("een lang wachtwoord", HASH)
    assert not matches("een lang Wachtwoord", HASH)
    assert hashed("een lang wachtwoord") != HASH  # salted
    assert not is_hash(HASH[:-1])


def test_the_command_makes_a_line_that_the_settings_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("een lang wachtwoord\n"))
    assert main(["password", 'jan "de" \\ vries']) == 0
    line = capsys.readouterr().out
    found = read_settings(written(tmp_path, f"[login.users]\n{line}"))
    ((name, stored),) = found.login.users.items()
    assert name == 'jan "de" \\ vries'
    assert matches("een lang wachtwoord", stored)


@pytest.mark.parametrize("length", [SHORTEST - 1, LONGEST + 1])
def test_a_password_of_another_length_is_refused(
    length: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("x" * length + "\n"))
    assert main(["password", "jan"]) == 1
    assert "12 tot en met 256" in capsys.readouterr().err
