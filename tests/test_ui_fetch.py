"""Letters are fetched by a command, and found by the one that indexes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FakeEncoder
from source_serving import RECORDED, Service, recorded, serving

from corpus import ADDRESSES, SOURCES
from index import Retriever, build_index
from ui import main
from ui.errors import BadInput
from ui.fetching_words import SOURCES as OFFERED
from ui.settings import read_settings


def test_every_source_is_offered() -> None:
    assert tuple(OFFERED) == SOURCES


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[sources.addresses]\nkamer = "https://x"', "'sources.addresses.kamer' is onbekend"),
        ('[sources.addresses]\nwetten = "http://x.nl"', "moet met https:// beginnen"),
        ('[sources.addresses]\nwetten = "http://127.0.0.1.x.nl/"', "moet met https:// beginnen"),
        ('[sources.names]\nKleur = "Color"', "'sources.names.Kleur' is onbekend"),
        ('[sources.names]\nTitel = "a) or (b"', "kan geen naam zijn"),
        ('[sources]\ncontact = "Súdwest"', "mag alleen gewone letters"),
        ("[sources]\npause_milliseconds = -1", "van 0 tot en met 60000"),
        ("[sources]\nsnelheid = 1", "'sources.snelheid' is onbekend"),
    ],
)
def test_settings_of_sources_that_cannot_be_are_named(
    written: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "wmo.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadInput, match=r"wmo\.toml: ") as caught:
        read_settings(tmp_path / "wmo.toml")
    assert said in str(caught.value)


@pytest.fixture
def service() -> Iterator[Service]:
    if not RECORDED.is_dir():
        pytest.skip("the recorded answers are not here")
    with serving() as one:
        one.instead["/repository.overheid.nl/sru?"] = recorded("koop_sru/sru.xml")
        yield one


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> str:
    """A settings file with which sources are asked at the service."""
    addresses = (
        f'{name} = "{address.replace("https:/", service.address)}"\n'
        for name, address in ADDRESSES.items()
    )
    place = tmp_path / "wmo.toml"
    text = f"[sources]\npause_milliseconds = 0\n[sources.addresses]\n{''.join(addresses)}"
    place.write_text(text, encoding="utf-8")
    return str(place)


def test_what_is_fetched_is_told_stored_and_found(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bronnen"
    call = ["fetch", "kamerstukken", "--dossier", "32545", "--into", str(folder)]
    assert main([*call, "--settings", settings]) == 1  # one has no address that can be used
    out, err = capsys.readouterr()
    assert f"In {folder}: 4 nieuw, 0 vervangen, 0 ingetrokken, 0 ongewijzigd.\n" in out
    assert out.count("sha256 ") == 4 and "Nieuw: kst-32545-143.pdf (http://127.0.0.1:" in out
    assert f"Maak het vindbaar met: wmo index {folder}\n" in out
    assert err.startswith("Niet opgehaald: blg-1025203: de bron verwijst naar een ander adres")
    assert err.count("\n") == 1

    texts = [one for one in folder.glob("*.pdf") if one.stem != "blg-1007826"]  # that is a scan
    report = build_index(texts, tmp_path / "index", FakeEncoder())
    assert not report.problems and len(report.added) == 3
    letters = {one.id: one for one in Retriever(tmp_path / "index", FakeEncoder()).letters()}
    paper = letters["kst-32545-143"]
    assert paper.kamerstuk and (paper.kamerstuk.dossier, paper.kamerstuk.number) == ("32545", "143")
    assert paper.url.endswith("/zoek.officielebekendmakingen.nl/kst-32545-143.html")
    assert not paper.warnings
    assert letters["ah-tk-20202021-3235"].date

    main([*call, "--settings", settings])
    assert "0 nieuw, 0 vervangen, 0 ingetrokken, 4 ongewijzigd." in capsys.readouterr().out


def test_a_law_is_read_with_its_articles(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["fetch", "wetten", "--query", "BWBR0005537", "--into", str(tmp_path / "wetten")]
    assert main([*call, "--settings", settings]) == 0
    build_index([tmp_path / "wetten"], tmp_path / "index", FakeEncoder())
    [law] = Retriever(tmp_path / "index", FakeEncoder()).letters()
    assert law.title == "Vaststelling nummers kandidatenlijsten centrales van overheidspersoneel"
    assert law.url == "https://wetten.overheid.nl/BWBR0005537"
    assert [law.text[one.start : one.end] for one in law.sections][1:] == [
        "Artikel 1",
        "Artikel 2",
        "Artikel 3",
    ]
    assert "de Christelijke Centrale van Overheids- en Onderwijspersoneel" in law.text
    assert "AB86/U760" not in law.text  # what stands about the text is no text


def test_a_source_that_is_away_is_one_line(
    service: Service, settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.faults["/Feed"] = ["reset"] * 4
    call = ["fetch", "tweedekamer", "--query", "wmo", "--into", str(tmp_path / "tk")]
    assert main([*call, "--settings", settings]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("wmo: tweedekamer: http://127.0.0.1:")
    assert "de verbinding werd verbroken. Probeer het later opnieuw" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["tweedekamer"], "wmo: tweedekamer heeft te veel stukken"),
        (["brievenbus", "--query", "wmo"], "'brievenbus' kan niet; kies uit: "),
    ],
)
def test_a_wrong_call_is_one_line(
    call: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        assert main(["fetch", *call]) == 1
    except SystemExit as stopped:
        assert stopped.code == 1
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1
