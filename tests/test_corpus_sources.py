"""Letters come in from official sources: once, whole, and from their own hosts only."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import re
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from source_serving import PDF, RECORDED, Service, recorded, serving

from corpus import (
    SOURCES,
    BadCorrection,
    Fetched,
    SourceProblem,
    SourceSettings,
    Wish,
    fetch,
    read_letter,
)
from corpus.sources.documents import Document
from corpus.sources.shelf import STATE, Kept, Shelf
from corpus.sources.web import TRIES

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers are not here")


@dataclass(frozen=True)
class Case:
    """What is asked of a source, and what it has for that in the recorded answers.

    ``files`` come in and ``failing`` do not. ``listing`` is in the address that lists them, and
    ``file`` in that of the first of the files. ``version`` is what changes in the answer when that
    file does.
    """

    wish: Wish
    files: tuple[str, ...]
    listing: str
    file: str
    version: tuple[str, str]
    failing: int = 0


CASES = {
    "tweedekamer": Case(
        Wish("wmo"),
        ("2025D90001.pdf", "2025D90002.pdf", "2025D90003.docx", "2025D90004.pdf"),
        "/SyncFeed/2.0/Feed",
        "/Resources/00000000-0000-4000-8000-000000000001",
        ('bijgewerkt="2025-03-03T00:00:00Z"', 'bijgewerkt="2025-09-03T00:00:00Z"'),
    ),
    "tweedekamer-odata": Case(
        Wish("wmo"),
        ("2025D90001.pdf", "2025D90002.pdf", "2025D90003.docx", "2025D90004.pdf"),
        "/2.0/Document?",
        "Document(00000000-0000-4000-8000-000000000001)/resource",
        ("", ""),
    ),
    "kamerstukken": Case(
        Wish(dossier="32545"),
        ("ah-tk-20202021-3235.pdf", "blg-1007826.pdf", "kst-32545-143.pdf", "kst-32545-144.pdf"),
        "/sru?",
        "/blg-1007826.pdf",
        ("Expression>2022-01-04", "Expression>2022-03-04"),
        failing=1,
    ),
    "gemeentebladen": Case(
        Wish("asbest"),
        ("gmb-2023-174296.pdf",),
        "/sru?",
        "/gmb-2023-174296.pdf",
        ("Expression>2023-04-20", "Expression>2023-05-20"),
    ),
    "rijksoverheid": Case(
        Wish("beslisnota"),
        ("beslisnota-s-bij-amvb-studiesucces-mbo.pdf",),
        "/documents?",
        "/binaries/",
        ("lastmodified>2022-04-04", "lastmodified>2022-05-04"),
    ),
    "open-overheid": Case(
        Wish("vogelgriep"),
        ("KAART_2026_AI_Oudemolen_NB_I_10KM.pdf",),
        "/zoek?",
        "/file",
        ('"mutatiedatumtijd": "2026-03-21T09', '"mutatiedatumtijd": "2026-04-21T09'),
    ),
    "wetten": Case(
        Wish("BWBR0005537"),
        ("BWBR0005537.xml",),
        "/sru/Search?",
        "/bwb/BWBR0005537/",
        ("/id/BWBR0005537/2026-06-04/0", "/id/BWBR0005537/2026-10-04/0"),
    ),
}
EVERY = pytest.mark.parametrize("name", SOURCES)
ONE_GAZETTE = (
    b'<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse">'
    b"<sru:records>%s</sru:records></sru:searchRetrieveResponse>"
)


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks another host than this machine fails the test."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(one: socket.socket, address: tuple[object, ...]) -> None:
        assert address[0] == "127.0.0.1", address
        connect(one, address)  # type: ignore[arg-type]

    def look_up_here(host: str, *rest: object, **named: object) -> object:
        assert host == "127.0.0.1", host
        return look_up(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that were asked for, in seconds; nobody waits."""
    asked: list[float] = []
    monkeypatch.setattr("corpus.sources.web.sleep", asked.append)
    return asked


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as one:
        gazette = ONE_GAZETTE % recorded("koop_sru/record_gemeenteblad_nons.xml")
        one.instead["w.publicatienaam"] = gazette
        one.instead["/repository.overheid.nl/sru?"] = recorded("koop_sru/sru.xml")
        one.instead["/gmb-2023-174296.pdf"] = recorded(PDF)
        yield one


@pytest.fixture
def other() -> Iterator[Service]:
    """Another host, which answers as the service does and knows who came."""
    with serving() as one:
        yield one


def run(name: str, service: Service, folder: Path, wish: Wish | None = None) -> list[Fetched]:
    found = fetch(name, wish or CASES[name].wish, folder, service.settings)
    return [one for one in found if one.outcome != "page"]


def counted(found: list[Fetched]) -> Counter[str]:
    return Counter(one.outcome for one in found)


def files_in(folder: Path) -> tuple[str, ...]:
    """The letters in a folder; beside each of them stands its sidecar, and nothing else."""
    names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    files = tuple(one for one in names if not one.endswith(".meta.json"))
    assert sorted(names) == sorted([*files, *(f"{Path(one).stem}.meta.json" for one in files)])
    return files


def said_of(file: Path) -> dict[str, str]:
    said: dict[str, str] = json.loads(file.with_name(f"{file.stem}.meta.json").read_bytes())
    return said["source"]  # type: ignore[return-value]


@EVERY
def test_what_is_wanted_comes_in_with_where_it_is_from(
    name: str, service: Service, tmp_path: Path
) -> None:
    case = CASES[name]
    found = run(name, service, tmp_path)
    assert counted(found)["new"] == len(case.files)
    assert counted(found)["failed"] == case.failing
    assert files_in(tmp_path) == case.files
    for one in found:
        if one.outcome == "new":
            said = said_of(tmp_path / one.name)
            digest = hashlib.sha256((tmp_path / one.name).read_bytes()).hexdigest()
            assert said["sha256"] == one.sha256 == digest
            assert said["name"] == name and said["id"] and said["fetched"][:2] == "20"
            assert said["address"] == one.address and one.address.startswith(service.address)


@EVERY
def test_nothing_is_fetched_twice(name: str, service: Service, tmp_path: Path) -> None:
    case = CASES[name]
    run(name, service, tmp_path)
    fetched = service.asked_for(case.file)
    again = run(name, service, tmp_path)
    assert not counted(again)["new"] and not counted(again)["replaced"]
    assert service.asked_for(case.file) == fetched == 1
    assert files_in(tmp_path) == case.files


@EVERY
def test_what_changed_replaces_what_was_there(name: str, service: Service, tmp_path: Path) -> None:
    case = CASES[name]
    run(name, service, tmp_path)
    change(name, service)
    found = run(name, service, tmp_path)
    assert counted(found)["replaced"] >= 1 and not counted(found)["new"]
    assert service.asked_for(case.file) == 2
    assert files_in(tmp_path) == case.files


def change(name: str, service: Service) -> None:
    """Have the first file of a source change."""
    service.changes.append(CASES[name].version)
    if name == "tweedekamer":  # its feed brings what changed after the last token
        service.instead["skiptoken=105"] = later_page(1)
    for document in service.documents:
        if document["Id"].endswith("1"):
            document["GewijzigdOp"] = "2025-09-03T00:00:00+02:00"


def later_page(number: int, removed: bool = False) -> bytes:
    """The first page of the feed as one of later, with one document."""
    page = recorded("tk_syncfeed/SYNTHETIC_document_page1.xml").decode()
    head, *entries = page.split("<entry>")
    wanted = f"{head}<entry>{entries[number - 1].partition('</entry>')[0]}</entry></feed>"
    for token in ("101", "102", "103"):
        wanted = wanted.replace(f"skiptoken={token}", "skiptoken=106")
    if removed:
        wanted = wanted.replace('verwijderd="false"', 'verwijderd="true"')
    return wanted.encode()


@EVERY
def test_what_a_source_withdrew_is_removed(name: str, service: Service, tmp_path: Path) -> None:
    case = CASES[name]
    run(name, service, tmp_path)
    withdraw(name, service)
    found = run(name, service, tmp_path)
    removed = [one.name for one in found if one.outcome == "removed"]
    assert len(removed) == 1
    assert files_in(tmp_path) == tuple(one for one in case.files if one not in removed)
    again = run(name, service, tmp_path)
    assert not counted(again)["removed"] and not counted(again)["new"]


@pytest.mark.parametrize(("there", "removed"), [(5, 5), (6, 0), (12, 6)])
def test_a_source_that_seems_to_have_withdrawn_most_of_its_letters_is_not_believed(
    there: int, removed: int, service: Service, tmp_path: Path
) -> None:
    wish = CASES["open-overheid"].wish
    shelf = Shelf(tmp_path, "open-overheid")
    for number in range(there):
        identity = f"{'new' if number >= 6 else 'old'}{number}"
        shelf.place(Document(identity, "1", name=identity), b"%PDF", ".pdf", wish)
        service.instead[f"/zoek/{identity}"] = recorded("open_overheid/detail.json")
    service.instead["/zoek?"] = b'{"totaal": 0, "resultaten": []}'
    service.gone.add("/zoek/old")
    if removed:
        assert counted(run("open-overheid", service, tmp_path)) == {"removed": removed}
    else:
        with pytest.raises(SourceProblem, match="6 van de 6 bestanden lijken ingetrokken"):
            run("open-overheid", service, tmp_path)
    assert len(files_in(tmp_path)) == there - removed


def test_a_correction_that_cannot_be_written_stops_no_withdrawal(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("wetten", service, tmp_path)
    withdraw("wetten", service)

    def refused(path: Path) -> None:
        raise BadCorrection(f"{path} kan niet worden geschreven. Controleer de rechten.")

    monkeypatch.setattr("corpus.sources.shelf.drop_source", refused)
    [told] = run("wetten", service, tmp_path)
    assert told.outcome == "failed" and told.problem.endswith("Controleer de rechten")
    assert not (tmp_path / told.name).exists()


def withdraw(name: str, service: Service) -> None:
    """Have a source withdraw the first of its files, each in the way that it does."""
    if name == "tweedekamer":
        service.instead["skiptoken=105"] = later_page(1, removed=True)
    elif name == "tweedekamer-odata":
        change(name, service)
        service.documents[-1]["Verwijderd"] = True
    elif name == "rijksoverheid":
        service.instead["/documents?"] = b"<documents/>"
        service.gone.add("/documents/e16712e7")
    elif name == "open-overheid":
        service.instead["/zoek?"] = b'{"totaal": 0, "resultaten": []}'
        service.gone.add("/zoek/eef2edec")
    else:
        listed = {"kamerstukken": "blg-1007826", "gemeentebladen": "gmb-2023-174296"}
        identity = listed.get(name, "BWBR0005537")
        service.changes.append(
            (rf"(?s)<(\S*)record>(?:(?!</\1record>).)*>{identity}<.*?</\1record>", "")
        )
        service.gone.add(CASES[name].file)


@EVERY
@pytest.mark.parametrize("fault", ["503", "429", "reset", "truncate", "html", "slow"])
def test_a_source_that_fails_says_so_and_the_next_run_goes_on(
    name: str, fault: str, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.sources.web.TIMEOUT", 0.2)
    case = CASES[name]
    service.faults[case.listing] = [fault] * TRIES
    with pytest.raises(SourceProblem) as caught:
        run(name, service, tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{name}: ") and message.endswith(".") and "\n" not in message
    assert files_in(tmp_path) == ()
    service.faults.clear()
    assert counted(run(name, service, tmp_path))["new"] == len(case.files)
    assert files_in(tmp_path) == case.files


@EVERY
@pytest.mark.parametrize("fault", ["500", "503", "429", "reset"])
def test_a_source_that_is_busy_for_a_moment_is_asked_again(
    name: str, fault: str, service: Service, tmp_path: Path, waits: list[float]
) -> None:
    service.faults = {CASES[name].listing: [fault], CASES[name].file: [fault]}
    assert counted(run(name, service, tmp_path))["new"] == len(CASES[name].files)
    asked = {"503": 2.0, "429": 1.0}.get(fault)
    assert asked is None or waits.count(asked) == 2  # what Retry-After said


@EVERY
@pytest.mark.parametrize("fault", ["503", "reset", "truncate", "html", "fout404"])
def test_a_file_that_does_not_come_in_whole_is_told_and_asked_for_again(
    name: str, fault: str, service: Service, tmp_path: Path
) -> None:
    case = CASES[name]
    if fault == "fout404":
        service.elsewhere[case.file] = "/zoek.officielebekendmakingen.nl/fout404"
    else:
        service.faults[case.file] = [fault] * TRIES
    found = run(name, service, tmp_path)
    assert counted(found)["failed"] == case.failing + 1
    told = [one.problem for one in found if one.outcome == "failed"]
    assert all(told) and not any("\n" in one for one in told)
    assert len(files_in(tmp_path)) == len(case.files) - 1
    service.faults.clear()
    service.elsewhere.clear()
    again = run(name, service, tmp_path)
    assert counted(again)["new"] == 1
    assert counted(again)["failed"] == case.failing
    assert files_in(tmp_path) == case.files


@EVERY
@pytest.mark.parametrize("way", ["file", "twice", "user", "list"])
def test_no_redirect_leads_to_another_host(
    way: str, name: str, service: Service, other: Service, tmp_path: Path
) -> None:
    case = CASES[name]
    there = f"{other.address}/there.pdf"
    if way == "twice":
        service.elsewhere["/on-the-way"] = there
        there = f"{service.address}/on-the-way"
    elif way == "user":  # what looks like the right host is the name of a user
        there = f"{service.address}@{other.address.removeprefix('http://')}/there.pdf"
    service.elsewhere[case.listing if way == "list" else case.file] = there
    if way == "list":
        with pytest.raises(SourceProblem, match="ander adres"):
            run(name, service, tmp_path)
    else:
        told = [one.problem for one in run(name, service, tmp_path)]
        assert sum("ander adres" in one for one in told) >= 1
        assert len(files_in(tmp_path)) == len(case.files) - 1
        assert service.asked_for("/on-the-way") == (way == "twice")
    assert other.asked == []


@pytest.mark.parametrize("name", [one for one in SOURCES if one != "tweedekamer-odata"])
def test_no_file_is_fetched_from_another_host(
    name: str, service: Service, other: Service, tmp_path: Path
) -> None:
    case = CASES[name]
    service.changes.append((rf'https?://[\w.]+(?=[^"<>\s]*{case.file})', other.address))
    told = [one.problem for one in run(name, service, tmp_path)]
    assert sum(f"ander adres ({other.address}" in one for one in told) >= 1
    assert len(files_in(tmp_path)) < len(case.files)
    assert other.asked == []


@pytest.mark.parametrize("name", ["tweedekamer", "tweedekamer-odata"])
def test_no_next_page_is_asked_of_another_host(
    name: str, service: Service, other: Service, tmp_path: Path
) -> None:
    service.changes += [
        ('(?<=rel="next" href=")https://[^/]*', other.address),
        ('(?<="@odata.nextLink": ")https://[^/]*', other.address),
    ]
    with pytest.raises(SourceProblem, match=re.escape(f"ander adres ({other.address}")):
        run(name, service, tmp_path)
    assert other.asked == []


@EVERY
def test_a_source_that_stays_away_is_not_asked_for_every_file(
    name: str, service: Service, tmp_path: Path
) -> None:
    service.faults[CASES[name].file.partition("0000")[0]] = ["reset"] * 100
    counts: Counter[str] = Counter()
    try:
        counts = counted(run(name, service, tmp_path))
    except SourceProblem as problem:
        assert "verbinding" in str(problem)
    assert counts["failed"] <= 3


NEVER = ["500"] * 1000
LISTED = {
    "tweedekamer": [f"/Resources/00000000-0000-4000-8000-00000000000{one}" for one in "1234"],
    "tweedekamer-odata": [f"Document(00000000-0000-4000-8000-00000000000{one})/" for one in "1243"],
}
"""The files of what a source lists, in its order."""


@pytest.mark.parametrize("name", LISTED)
def test_three_documents_that_never_answer_keep_the_others_out_of_one_run_at_most(
    name: str, service: Service, tmp_path: Path
) -> None:
    service.faults = {one: list(NEVER) for one in LISTED[name][:3]}
    with contextlib.suppress(SourceProblem):
        run(name, service, tmp_path)
    run(name, service, tmp_path)
    assert len(files_in(tmp_path)) == 1
    assert counted(run(name, service, tmp_path))["failed"] == 3
    del service.faults[LISTED[name][1]]
    run(name, service, tmp_path)
    assert len(files_in(tmp_path)) == 2


def test_what_failed_once_waits_behind_three_that_never_answer_for_one_run_at_most(
    service: Service, tmp_path: Path
) -> None:
    *never, once = LISTED["tweedekamer"]
    service.faults = {**{one: list(NEVER) for one in never}, once: ["truncate"]}
    with pytest.raises(SourceProblem, match="500"):
        run("tweedekamer", service, tmp_path)
    runs = [counted(run("tweedekamer", service, tmp_path))["new"] for _ in range(3)]
    assert runs == [0, 1, 0]


def test_what_waits_and_never_answers_stops_no_run_though_it_is_no_longer_listed(
    service: Service, tmp_path: Path
) -> None:
    address = f"{service.settings.addresses['open-overheid']}/zoek/old"
    waiting = [Document(f"old{one}", "1", address=f"{address}{one}") for one in range(5)]
    Shelf(tmp_path, "open-overheid").store(CASES["open-overheid"].wish, "", waiting)
    service.faults = {f"/zoek/old{one}": list(NEVER) for one in range(4)}
    service.gone.add("/zoek/old4")
    assert counted(run("open-overheid", service, tmp_path)) == {"new": 1, "failed": 3}
    assert service.asked_for("/zoek/old") == TRIES * 3
    assert counted(run("open-overheid", service, tmp_path)) == {"same": 1, "failed": 5}
    left = {one.id for one in Shelf(tmp_path, "open-overheid").waiting}
    assert left == {"old0", "old1", "old2", "old3"}


def test_three_that_never_say_whether_they_are_gone_keep_the_others_for_some_days_at_most(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path, "open-overheid")
    for number in range(6):
        one = Document(f"old{number}", "1", name=f"old{number}")
        shelf.place(one, b"%PDF", ".pdf", CASES["open-overheid"].wish)
    service.instead["/zoek?"] = b'{"totaal": 0, "resultaten": []}'
    service.faults = {f"/zoek/old{one}": list(NEVER) for one in range(3)}
    service.gone |= {f"/zoek/old{one}" for one in range(3, 6)}
    for day in range(1, 11):
        today = SimpleNamespace(today=partial(date, 2026, 1, day))
        monkeypatch.setattr("corpus.sources.fetching.date", today)
        with contextlib.suppress(SourceProblem):
            run("open-overheid", service, tmp_path)
    assert files_in(tmp_path) == ("old0.pdf", "old1.pdf", "old2.pdf")


@pytest.mark.parametrize("name", ["tweedekamer", "tweedekamer-odata", "rijksoverheid"])
def test_a_file_of_another_size_than_the_source_says_is_refused(
    name: str, service: Service, tmp_path: Path
) -> None:
    for document in service.documents:
        document["ContentLength"] = 30000
    service.changes.clear()
    found = run(name, service, tmp_path)
    problems = [one.problem for one in found if one.outcome == "failed"]
    assert len(problems) == len(CASES[name].files)
    assert all("bytes" in one for one in problems)
    assert files_in(tmp_path) == ()


def test_a_file_with_another_hash_than_the_source_says_is_refused(
    service: Service, tmp_path: Path
) -> None:
    service.changes.pop(-2)
    [problem] = run("open-overheid", service, tmp_path)
    assert (problem.outcome, "niet gelijk" in problem.problem) == ("failed", True)


@pytest.mark.parametrize("name", ["totaal", "grootte", "hash", "titel", "nummer", "mime-type"])
def test_what_a_source_leaves_empty_stops_no_file(
    name: str, service: Service, tmp_path: Path
) -> None:
    service.changes.append((rf'"{name}": ("[^"]*"|\d+)', f'"{name}": null'))
    assert counted(run("open-overheid", service, tmp_path)) == {"new": 1}


@pytest.mark.parametrize("name", ["bestanden", "versies", "document"])
def test_a_description_without_what_it_is_about_is_told(
    name: str, service: Service, tmp_path: Path
) -> None:
    found = json.loads(recorded("open_overheid/detail.json"))
    (found["versies"][0] if name == "bestanden" else found)[name] = None
    service.instead["/zoek/eef2edec"] = json.dumps(found).encode()
    outcome = "failed" if name != "document" else "new"
    assert counted(run("open-overheid", service, tmp_path)) == {outcome: 1}


def test_a_hash_in_capitals_is_the_same_hash(service: Service, tmp_path: Path) -> None:
    digest = hashlib.sha1(recorded(PDF)).hexdigest()
    service.changes.append((digest, digest.upper()))
    assert counted(run("open-overheid", service, tmp_path)) == {"new": 1}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("SYNTHETIC_bad_nextlink_other_host.json", "ander adres (https://evil.example/exfil)"),
        ("SYNTHETIC_bad_nextlink_http.json", "ander adres"),
        ("SYNTHETIC_bad_nextlink_loop.json", "steeds dezelfde bladzijde"),
    ],
)
def test_a_link_to_a_next_page_is_followed_only_on_the_same_host_and_once(
    answer: str, said: str, service: Service, tmp_path: Path
) -> None:
    service.instead["/2.0/Document?"] = recorded(f"tk_odata/{answer}")
    if "_http" in answer:  # another scheme than the one that was asked
        service.changes.append((r"http://127\S*?gegevens", "ftp://gegevens"))
        service.changes.append(("http://gegevensmagazijn", "ftp://gegevensmagazijn"))
    with pytest.raises(SourceProblem, match="tweedekamer-odata: ") as caught:
        run("tweedekamer-odata", service, tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("skiptoken=101", "steeds dezelfde bladzijde"),
        ("skiptoken=x", "niet waar de volgende bladzijde begint"),
    ],
)
def test_a_feed_that_goes_round_in_circles_is_left(
    instead: str, said: str, service: Service, tmp_path: Path
) -> None:
    service.changes.append((r"skiptoken=10[45]", instead))
    with pytest.raises(SourceProblem, match=said):
        run("tweedekamer", service, tmp_path)
    assert files_in(tmp_path) == ("2025D90001.pdf", "2025D90002.pdf", "2025D90003.docx")


def test_the_feed_goes_on_after_the_last_page_that_was_stored(
    service: Service, tmp_path: Path
) -> None:
    service.faults["skiptoken=103"] = ["503"] * TRIES
    with pytest.raises(SourceProblem, match="503"):
        run("tweedekamer", service, tmp_path)
    marks = json.loads((tmp_path / STATE).read_bytes())["marks"]
    assert list(marks.values()) == ["103"]
    asked = len(service.asked)
    assert counted(run("tweedekamer", service, tmp_path)) == {"new": 1}
    assert "skiptoken=103" in service.asked[asked]
    assert len(files_in(tmp_path)) == 4


def test_a_run_that_is_stopped_halfway_a_page_doubles_and_loses_nothing(
    service: Service, tmp_path: Path
) -> None:
    going = fetch("tweedekamer", Wish("wmo"), tmp_path, service.settings)
    assert next(going).name == "2025D90001.pdf"
    going.close()
    assert counted(run("tweedekamer", service, tmp_path)) == {"new": 3, "same": 1}
    assert files_in(tmp_path) == CASES["tweedekamer"].files


def test_a_document_of_several_files_is_completed_after_a_stop(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = json.loads(recorded("open_overheid/detail.json"))["versies"][0]["bestanden"]
    second = {**files[0], "id": f"{files[0]['id']}/second", "bestandsnaam": "second.pdf"}
    service.changes.insert(0, (r'"bestanden": \[', f'"bestanden": [{json.dumps(second)}, '))
    service.instead["/file/second"] = recorded(PDF)
    place = Shelf.place

    def stopped(shelf: Shelf, document: Document, *rest: object) -> Kept:
        if document.name != "second":
            raise KeyboardInterrupt
        return place(shelf, document, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Shelf, "place", stopped)
        run("open-overheid", service, tmp_path)
    assert files_in(tmp_path) == ("second.pdf",)
    assert counted(run("open-overheid", service, tmp_path)) == {"new": 1, "same": 1}
    assert len(files_in(tmp_path)) == 2


def test_a_damaged_state_costs_time_and_no_letter(service: Service, tmp_path: Path) -> None:
    run("tweedekamer", service, tmp_path)
    (tmp_path / STATE).write_text('{"marks": [', encoding="utf-8")
    assert counted(run("tweedekamer", service, tmp_path)) == {"same": 4}
    assert files_in(tmp_path) == CASES["tweedekamer"].files


def test_a_letter_of_the_user_with_the_same_name_stays(service: Service, tmp_path: Path) -> None:
    own = tmp_path / "2025D90001.txt"
    own.write_text("Geachte heer,\n\nDit is mijn eigen brief.\n", encoding="utf-8")
    run("tweedekamer", service, tmp_path)
    assert own.read_text(encoding="utf-8").endswith("eigen brief.\n")
    assert said_of(tmp_path / "2025D90001-2.pdf")["id"].endswith("0001")
    assert not counted(run("tweedekamer", service, tmp_path))["new"]


def correct_title(file: Path) -> None:
    sidecar = file.with_name(f"{file.stem}.meta.json")
    corrected = {**json.loads(sidecar.read_bytes()), "title": "Mijn titel"}
    sidecar.write_text(json.dumps(corrected), encoding="utf-8")


def test_what_the_owner_corrected_outlives_a_new_version_and_a_withdrawal(
    service: Service, tmp_path: Path
) -> None:
    run("tweedekamer", service, tmp_path)
    sidecar = tmp_path / "2025D90001.meta.json"
    correct_title(tmp_path / "2025D90001.pdf")
    change("tweedekamer", service)
    run("tweedekamer", service, tmp_path)
    assert json.loads(sidecar.read_bytes())["title"] == "Mijn titel"
    assert read_letter(tmp_path / "2025D90001.pdf").title == "Mijn titel"
    service.instead["skiptoken=106"] = later_page(1, removed=True).replace(b"=106", b"=107")
    run("tweedekamer", service, tmp_path)
    assert not (tmp_path / "2025D90001.pdf").exists()
    assert json.loads(sidecar.read_bytes()) == {"title": "Mijn titel", "source": {}}


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("rijksoverheid", ("/binaries/([^<]*)beslisnota", r"/binaries/nieuw/\1nota")),
        ("rijksoverheid", ("/binaries/", "/binaries/nieuw/")),
        ("open-overheid", ('eef2edec(?=[^"]*/file)', "abcdefab")),
    ],
)
def test_what_the_owner_corrected_stays_beside_a_file_that_the_source_moves(
    name: str, moves: tuple[str, str], service: Service, tmp_path: Path
) -> None:
    [file] = CASES[name].files
    run(name, service, tmp_path)
    correct_title(tmp_path / file)
    before = said_of(tmp_path / file)["part"]
    service.changes += [CASES[name].version, moves]
    [found] = run(name, service, tmp_path)
    assert (found.outcome, files_in(tmp_path)) == ("replaced", (found.name,))
    assert said_of(tmp_path / found.name)["part"] != before
    assert read_letter(tmp_path / found.name).title == "Mijn titel"
    assert counted(run(name, service, tmp_path)) == {"same": 1}


def refer_to(service: Service, *numbers: int) -> None:
    """Have documents of the feed refer to dossiers, of which it knows the numbers."""
    identity = "00000000-0000-4000-b000-{:012}"
    refers = "".join(f'<kamerstukdossier ref="{identity.format(one)}"/>' for one in numbers)
    service.changes.append(("<titel>(?=Wet)", f"{refers}<titel>"))
    for number in numbers:
        service.instead[f"/Entiteiten/{identity.format(number)}"] = (
            b'<entry xmlns="http://www.w3.org/2005/Atom"><content><kamerstukdossier '
            b'xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0"><nummer>%d</nummer>'
            b"</kamerstukdossier></content></entry>"
        ) % number


def test_every_dossier_that_a_document_refers_to_is_compared(
    service: Service, tmp_path: Path
) -> None:
    refer_to(service, 31765, 29538)
    assert len(run("tweedekamer", service, tmp_path, Wish(dossier="29538"))) == 2


@pytest.mark.parametrize(
    ("dossier", "found"), [("36600", 2), ("36600-XVI", 2), ("36600-XV", 0), ("36600-X", 0)]
)
def test_a_dossier_of_the_feed_can_be_wanted_with_its_addition(
    dossier: str, found: int, service: Service, tmp_path: Path
) -> None:
    refer_to(service, 36600)
    service.changes.append(("(?<=<nummer>36600</nummer>)", "<toevoeging>XVI</toevoeging>"))
    assert counted(run("tweedekamer", service, tmp_path, Wish(dossier=dossier)))["new"] == found


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("tweedekamer-odata", "any(d: d/Nummer eq 36600 and d/Toevoeging eq 'XVI')"),
        ("kamerstukken", 'and w.dossiernummer=="36600-XVI"'),
    ],
)
def test_a_search_is_asked_for_a_dossier_with_its_addition(
    name: str, asked: str, service: Service, tmp_path: Path
) -> None:
    run(name, service, tmp_path, Wish(dossier="36600-XVI"))
    assert asked in unquote(service.asked[0])


def test_a_municipality_can_be_wanted(service: Service, tmp_path: Path) -> None:
    run("gemeentebladen", service, tmp_path, Wish(municipality="Hof van Twente"))
    assert 'and dt.creator=="Hof van Twente"' in unquote(service.asked[0]).replace("+", " ")


@pytest.mark.parametrize(
    ("identity", "creator", "paper"),
    [
        ("kst-36600-XVI-A", "Eerste Kamer der Staten-Generaal", ("36600 XVI", "A", "Eerste Kamer")),
        ("kst-36600-A", "Eerste Kamer der Staten-Generaal", ("36600", "A", "Eerste Kamer")),
        ("kst-36600-C", "overige", ("36600", "C", "Eerste Kamer")),
        (
            "kst-36600-IXB-12",
            "Tweede Kamer der Staten-Generaal",
            ("36600 IXB", "12", "Tweede Kamer"),
        ),
        (
            "kst-21501-02-3196",
            "Tweede Kamer der Staten-Generaal",
            ("21501 02", "3196", "Tweede Kamer"),
        ),
        ("kst-21501-02-C", "Eerste Kamer der Staten-Generaal", ("21501 02", "C", "Eerste Kamer")),
        ("kst-36600-12", "overige", ("36600", "12", "")),
    ],
)
def test_a_paper_says_its_dossier_its_number_and_its_chamber(
    identity: str, creator: str, paper: tuple[str, str, str], service: Service, tmp_path: Path
) -> None:
    service.changes += [
        ("(<dcterms:creator[^>]*>)[^<]*", rf"\g<1>{creator}"),
        ("(?<=<dcterms:identifier>)kst-32545-143", identity),
    ]
    run("kamerstukken", service, tmp_path)
    said = said_of(tmp_path / f"{identity}.pdf")["states"]["kamerstuk"]  # type: ignore[index]
    found = tuple(said[name] for name in ("dossier", "number", "chamber"))  # type: ignore[index]
    assert found == paper


@pytest.mark.parametrize(
    ("number", "chamber"), [("1", "Eerste Kamer"), ("2", "Tweede Kamer"), ("3", "")]
)
@pytest.mark.parametrize("name", ["tweedekamer", "tweedekamer-odata"])
def test_what_the_tweede_kamer_has_of_the_other_chamber_says_so(
    name: str, number: str, chamber: str, service: Service, tmp_path: Path
) -> None:
    refer_to(service, 29538)
    service.changes += [("<kamer>2<", f"<kamer>{number}<"), ('"Kamer": 2', f'"Kamer": {number}')]
    run(name, service, tmp_path, Wish(dossier="29538"))
    said = said_of(tmp_path / "2025D90002.pdf")["states"]["kamerstuk"]  # type: ignore[index]
    assert said["chamber"] == chamber  # type: ignore[index]


@pytest.mark.parametrize("fault", ["500", "html"])
def test_a_dossier_that_cannot_be_looked_up_now_is_looked_up_in_the_next_run(
    fault: str, service: Service, tmp_path: Path
) -> None:
    refer_to(service, 29538)
    service.faults["/Entiteiten/"] = [fault] * TRIES
    with pytest.raises(SourceProblem):
        run("tweedekamer", service, tmp_path, Wish(dossier="29538"))
    service.faults.clear()
    assert len(run("tweedekamer", service, tmp_path, Wish(dossier="29538"))) == 2


def test_a_page_that_is_the_last_one_and_has_documents_counts(
    service: Service, tmp_path: Path
) -> None:
    service.changes.append((r'rel="next"(?= \S*skiptoken=105)', 'rel="resume"'))
    assert len(run("tweedekamer", service, tmp_path)) == 4


def test_the_numbers_of_a_dossier_come_from_the_feed_too(service: Service, tmp_path: Path) -> None:
    refer_to(service, 29538)
    assert len(run("tweedekamer", service, tmp_path, Wish(dossier="29538"))) == 2
    assert service.asked_for("/Entiteiten/") == 1
    said = said_of(tmp_path / "2025D90002.pdf")["states"]
    paper = {"dossier": "29538", "number": "12", "session": "2024-2025", "chamber": "Tweede Kamer"}
    assert said["kamerstuk"] == paper  # type: ignore[index]
    assert run("tweedekamer", service, tmp_path / "other", Wish(dossier="31765")) == []


@pytest.mark.parametrize(
    ("since", "token"), [("2025-01-01", "20000000"), ("2022-01-01", "10000000")]
)
def test_the_feed_is_followed_from_the_years_that_are_wanted(
    since: str, token: str, service: Service, tmp_path: Path
) -> None:
    assert run("tweedekamer", service, tmp_path, Wish("wmo", since=since)) == []
    assert f"skiptoken={token}" in service.asked[0]


def test_odata_is_asked_for_what_is_wanted_and_names_the_sender(
    service: Service, tmp_path: Path
) -> None:
    wish = Wish("WMO bijdrage", dossier="29538", since="2025-04-01")
    [found] = run("tweedekamer-odata", service, tmp_path, wish)
    assert found.name == "2025D90002.pdf"
    assert "Kamerstukdossier%2Fany%28d%3A%20d%2FNummer%20eq%2029538%29" in service.asked[0]
    said = said_of(tmp_path / found.name)["states"]
    assert said["sender"] == (  # type: ignore[index]
        "M. Voorbeeld, staatssecretaris van Volksgezondheid, Welzijn en Sport"
    )
    assert said["kamerstuk"]["dossier"] == "29538"  # type: ignore[index]


def test_a_quote_in_a_question_stays_within_its_string(service: Service, tmp_path: Path) -> None:
    assert run("tweedekamer-odata", service, tmp_path, Wish("wmo' or true")) == []


@EVERY
def test_a_service_that_moved_says_where_to_put_its_address(
    name: str, service: Service, tmp_path: Path
) -> None:
    service.gone.add(CASES[name].listing)
    with pytest.raises(SourceProblem, match=r"wmo\.toml onder \[sources") as caught:
        run(name, service, tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("closed", ["gone", "renamed"])
def test_a_version_of_odata_that_is_closed_says_what_to_do(
    closed: str, service: Service, tmp_path: Path
) -> None:
    settings = service.settings
    if closed == "gone":
        service.gone.add("/OData/v4/2.0/")
    else:
        settings = replace(settings, names={"Onderwerp": "Onderwerpen"})
    with pytest.raises(SourceProblem) as caught:
        list(fetch("tweedekamer-odata", Wish("wmo"), tmp_path, settings))
    assert "gesloten of veranderd" in str(caught.value)
    assert "wmo.toml" in str(caught.value) and "wmo fetch tweedekamer" in str(caught.value)


def test_odata_pages_without_a_link_are_counted_on(service: Service, tmp_path: Path) -> None:
    full = {"value": [{"Id": "x", "GewijzigdOp": "2025", "Verwijderd": True}] * 250}
    service.instead = {
        "$skip=250": json.dumps({"value": []}).encode(),
        "/2.0/Document?": json.dumps(full).encode(),
    }
    assert run("tweedekamer-odata", service, tmp_path) == []
    assert service.asked[-1].endswith("&$skip=250")


def test_attributes_of_another_version_of_odata_are_settings(
    service: Service, tmp_path: Path
) -> None:
    for document in service.documents:
        document["Subject"] = document.pop("Onderwerp")
    settings = replace(service.settings, names={"Onderwerp": "Subject"})
    found = fetch("tweedekamer-odata", Wish("bijdrage"), tmp_path, settings)
    assert [one.name for one in found if one.outcome == "new"] == ["2025D90002.pdf"]
    said = said_of(tmp_path / "2025D90002.pdf")["states"]
    assert said["title"] == "Inkomensafhankelijke eigen bijdrage Wmo"  # type: ignore[index]


def test_all_pages_of_a_search_are_gone_through(service: Service, tmp_path: Path) -> None:
    del service.instead["/repository.overheid.nl/sru?"]
    found = run("kamerstukken", service, tmp_path, Wish('gemeente "x"', "29538", "2021-07-01"))
    assert service.asked_for("startRecord=1&") + service.asked_for("startRecord=1") >= 1
    assert service.asked_for("startRecord=6") == 1
    assert counted(found) == {"failed": 10}
    assert all("bestaat niet" in one.problem for one in found)  # each leads to fout404


def test_what_a_search_service_finds_wrong_is_told(service: Service, tmp_path: Path) -> None:
    service.instead = {"/sru?": recorded("koop_sru/SYNTHETIC_diagnostic_http200.xml")}
    with pytest.raises(SourceProblem, match="Query syntax error"):
        run("kamerstukken", service, tmp_path)


def test_of_rijksoverheid_a_file_that_is_only_pointed_at_comes_in_too(
    service: Service, tmp_path: Path
) -> None:
    service.instead["/open.overheid.nl/repository/"] = recorded(PDF)
    [found] = run("rijksoverheid", service, tmp_path, Wish("kenniscoalitie"))
    assert found.outcome == "new" and found.name.startswith("antwoord-van-kenniscoalitie")
    said = said_of(tmp_path / found.name)["states"]
    assert said["date"] == "2019-12-13"  # type: ignore[index]


def test_of_rijksoverheid_a_description_that_is_damaged_stops_no_other(
    service: Service, tmp_path: Path
) -> None:
    service.changes.append(("<type>mediatekst", "<type>brief"))
    found = run("rijksoverheid", service, tmp_path, Wish("e"))
    assert next(one.problem for one in found if one.problem).startswith(
        "het antwoord is geen goede XML"
    )
    assert counted(found) == {"failed": 2, "new": 1}  # the other one points at a file that is gone


def test_of_rijksoverheid_only_what_changed_is_listed_again(
    service: Service, tmp_path: Path
) -> None:
    run("rijksoverheid", service, tmp_path, Wish("beslisnota", since="2022-01-01"))
    assert "lastmodifiedsince=20220101" in service.asked[0]
    asked = len(service.asked)
    run("rijksoverheid", service, tmp_path, Wish("beslisnota", since="2022-01-01"))
    assert "lastmodifiedsince=20220404" in service.asked[asked]


WITHDRAWAL = '"versies": [{"oorzaak": "intrekking", "mutatiedatumtijd": "2026-05-01T09:00:00Z"}, '
AGAIN = '"versies": [{"oorzaak": "intrekking", "mutatiedatumtijd": "2026-03-01T09:00:00Z"}, '


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        ('"publicatiestatus": "gepubliceerd"', '"publicatiestatus": "ingetrokken"'),
        (r'"versies": \[', WITHDRAWAL),
        ('"gepubliceerd": true', '"gepubliceerd": false'),
    ],
)
def test_a_woo_publication_that_is_withdrawn_but_described_is_removed(
    said: tuple[str, str], listed: bool, service: Service, tmp_path: Path
) -> None:
    run("open-overheid", service, tmp_path)
    service.changes += [CASES["open-overheid"].version, said]
    if not listed:
        service.instead["/zoek?"] = b'{"totaal": 0, "resultaten": []}'
    assert counted(run("open-overheid", service, tmp_path)) == {"removed": 1}
    assert files_in(tmp_path) == ()
    assert not counted(run("open-overheid", service, tmp_path))


def test_a_woo_publication_that_is_public_again_or_not_found_now_stays(
    service: Service, tmp_path: Path
) -> None:
    run("open-overheid", service, tmp_path)
    service.instead["/zoek?"] = b'{"totaal": 0, "resultaten": []}'
    service.changes += [CASES["open-overheid"].version, (r'"versies": \[', AGAIN)]
    assert not counted(run("open-overheid", service, tmp_path))
    service.faults["/zoek/"] = ["html"]
    assert not counted(run("open-overheid", service, tmp_path))
    assert files_in(tmp_path) == CASES["open-overheid"].files


def test_a_search_that_gives_one_page_for_ever_is_left(service: Service, tmp_path: Path) -> None:
    service.changes = [one for one in service.changes if "totaal" not in one[0]]
    with pytest.raises(SourceProblem, match="steeds dezelfde bladzijde"):
        run("open-overheid", service, tmp_path)


def test_a_list_that_gives_one_page_for_ever_is_left(service: Service, tmp_path: Path) -> None:
    service.instead["/documents?"] = recorded("rijksoverheid/documents.xml")
    with pytest.raises(SourceProblem, match="steeds dezelfde bladzijde"):
        run("rijksoverheid", service, tmp_path)


def test_a_search_that_has_no_more_records_is_at_its_end(service: Service, tmp_path: Path) -> None:
    service.instead["/repository.overheid.nl/sru?"] = ONE_GAZETTE % b""
    service.changes.append(("</sru:records>", r"\g<0><nextRecordPosition>51</nextRecordPosition>"))
    assert run("kamerstukken", service, tmp_path) == []
    assert service.asked_for("startRecord=") == 1


@pytest.mark.parametrize("away", [1, 100])
def test_a_source_that_is_away_when_it_is_asked_what_is_gone_is_asked_no_more(
    away: int, service: Service, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path, "open-overheid")
    for number in range(6):
        one = Document(f"old{number}", "1", name=f"old{number}")
        shelf.place(one, b"%PDF", ".pdf", CASES["open-overheid"].wish)
    service.instead |= {"/zoek?": b'{"totaal": 0, "resultaten": []}', "/zoek/old": b"{}"}
    service.faults["/zoek/old"] = ["reset"] * TRIES * away
    if away == 1:
        assert run("open-overheid", service, tmp_path) == []
        assert service.asked_for("/zoek/old") == TRIES + 5
    else:
        with pytest.raises(SourceProblem, match="verbinding"):
            run("open-overheid", service, tmp_path)
        assert service.asked_for("/zoek/old") == TRIES * 3
    assert len(files_in(tmp_path)) == 6


def test_without_a_query_the_laws_that_letters_cite_come_in(
    service: Service, tmp_path: Path
) -> None:
    run("wetten", service, tmp_path, Wish())
    for number in ("BWBR0035362", "BWBR0035733", "BWBR0036096", "BWBR0034925", "BWBR0035917"):
        assert service.asked_for(f"dcterms.identifier%3D{number}") == 1


def test_laws_are_found_by_all_words_of_their_title(service: Service, tmp_path: Path) -> None:
    service.changes.append((r"<nextRecordPosition>\d+</nextRecordPosition>", ""))
    found = run("wetten", service, tmp_path, Wish("tranche bestuursrecht"))
    assert [one.name for one in found] == ["BWBR0008120.xml", "BWBR0026016.xml"]
    assert "overheidbwb.titel%20any%20%22tranche%20bestuursrecht%22" in service.asked[0]


def test_sources_share_a_folder_and_leave_each_other_alone(
    service: Service, tmp_path: Path
) -> None:
    service.elsewhere[CASES["kamerstukken"].file] = "/fout404"
    run("kamerstukken", service, tmp_path)
    run("tweedekamer", service, tmp_path)
    run("open-overheid", service, tmp_path)
    waiting = json.loads((tmp_path / STATE).read_bytes())["waiting"]
    assert {one["id"] for one in waiting["kamerstukken"]} == {"blg-1007826", "blg-1025203"}
    service.elsewhere.clear()
    assert counted(run("kamerstukken", service, tmp_path))["new"] == 1
    assert len(files_in(tmp_path)) == 4 + 4 + 1


@pytest.mark.parametrize("place", ["corpus.sources.shelf", "corpus.files.sidecar"])
@pytest.mark.parametrize("changed", [False, True])
def test_a_disk_that_fills_up_halfway_a_letter_leaves_nothing_by_halves(
    place: str, changed: bool, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if changed:
        run("open-overheid", service, tmp_path)
        service.changes.append(CASES["open-overheid"].version)

    def full(place: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(place))

    with monkeypatch.context() as patched:
        patched.setattr(f"{place}.replace_file", full)
        with contextlib.suppress(OSError):
            assert counted(run("open-overheid", service, tmp_path)) == {"failed": 1}
    found = counted(run("open-overheid", service, tmp_path))
    assert found == {"replaced" if changed else "new": 1}
    assert files_in(tmp_path) == CASES["open-overheid"].files


def test_a_source_that_asks_for_too_long_a_wait_is_left(service: Service, tmp_path: Path) -> None:
    service.faults["/Feed"] = ["wait"]
    with pytest.raises(SourceProblem, match="1666 minuten te wachten"):
        run("tweedekamer", service, tmp_path)
    assert len(service.asked) == 1


def test_two_runs_do_not_write_into_one_folder(service: Service, tmp_path: Path) -> None:
    going = fetch("tweedekamer", Wish("wmo"), tmp_path, service.settings)
    next(going)
    with pytest.raises(SourceProblem, match="wordt al opgehaald"):
        run("tweedekamer", service, tmp_path)
    going.close()
    assert counted(run("tweedekamer", service, tmp_path))["new"] == 3


@pytest.mark.parametrize(
    ("name", "wish", "said"),
    [
        ("brievenbus", Wish("wmo"), "kies uit: tweedekamer, "),
        ("tweedekamer", Wish(), "geef ook --query of --dossier"),
        ("rijksoverheid", Wish("wmo", dossier="29538"), "--dossier kan niet bij rijksoverheid"),
        ("kamerstukken", Wish("wmo", since="vorig jaar"), "verwacht JJJJ-MM-DD"),
        ("kamerstukken", Wish(dossier="12 or 1"), "verwacht vijf cijfers"),
        ("tweedekamer", Wish(dossier="36600-"), "of die met een toevoeging: 29538 of 36600-XVI"),
        ("tweedekamer-odata", Wish(dossier="36600-XVI' or 1"), "verwacht vijf cijfers"),
        ("gemeentebladen", Wish("wmo", dossier="36600-XVI"), "--dossier kan niet bij"),
        ("gemeentebladen", Wish(), "geef ook --query of --municipality"),
        ("tweedekamer", Wish("wmo", municipality="Ede"), "--municipality kan niet bij"),
    ],
)
def test_a_wish_that_a_source_cannot_meet_is_refused(
    name: str, wish: Wish, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceProblem, match=said):
        list(fetch(name, wish, tmp_path / "new", SourceSettings()))
    assert not (tmp_path / "new").exists()
