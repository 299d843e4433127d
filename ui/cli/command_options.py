"""The commands of ``wmo`` and their options."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.cli.argument_parser import DutchParser
from ui.cli.asking.choice_options import add_choice
from ui.cli.asking.formats import add_written
from ui.cli.evaluating.options import add_evaluation
from ui.cli.fetching.options import add_fetch

DEFAULT_INDEX = Path("wmo-index")
LEVELS = ("rijk", "gemeente", "provincie", "overig")
CORRECTIONS = (
    ("title", "TITEL", "titel of onderwerp"),
    ("date", "DATUM", "JJJJ-MM-DD, JJJJ-MM of JJJJ"),
    ("kind", "SOORT", "soort brief, zoals kamerbrief"),
    ("sender", "AFZENDER", "naam en ambt"),
    ("recipient", "GEADRESSEERDE", "aan wie"),
    ("reference", "KENMERK", "kenmerk van de brief"),
    ("url", "ADRES", "webadres, met https:// ervoor"),
    ("kamerstuk", "DOSSIER/NUMMER[/JAAR]", "zoals 29538/361/2024-2025"),
)


def parser() -> DutchParser:
    """Return the parser of ``wmo`` with all its commands."""
    top = DutchParser(
        prog="wmo",
        description="Stel vragen aan brieven van de overheid over de Wmo; "
        "elk antwoord bestaat uit letterlijke zinnen met hun vindplaats.",
    )
    top.add_argument("--debug", action="store_true", help="toon bij een fout waar die optrad")
    commands = top.add_subparsers(
        prog="wmo",
        title="opdrachten",
        metavar="OPDRACHT",
        required=True,
        parser_class=DutchParser,
    )
    for name, description, add_arguments in COMMANDS:
        command = commands.add_parser(name, help=description, description=description)
        command.add_argument(
            "--index",
            type=Path,
            default=DEFAULT_INDEX,
            metavar="MAP",
            help=f"map van de index (standaard: {DEFAULT_INDEX})",
        )
        command.set_defaults(command=name)
        add_arguments(command)
    return top


def _add_index(command: DutchParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PAD", help="bestand of map")
    command.add_argument("--model", metavar="MODEL", help="ander model van sentence-transformers")
    command.add_argument(
        "--prune", action="store_true", help="verwijder brieven waarvan het bestand weg is"
    )
    command.add_argument(
        "--ray", metavar="ADRES", help="lees en reken op een cluster van Ray (COMPUTER:POORT)"
    )
    command.add_argument(
        "--settings", type=Path, metavar="BESTAND", help="wmo.toml, waarin staat of Milvus zoekt"
    )


def _add_doctor(command: DutchParser) -> None:
    command.add_argument(
        "--repair",
        action="store_true",
        help="maak opnieuw wat afgeleid is, en lees beschadigde en veranderde brieven opnieuw",
    )


def _add_search(command: DutchParser) -> None:
    command.add_argument("question", metavar="VRAAG")
    command.add_argument("-k", type=_count, default=5, metavar="N", help="aantal passages")
    command.add_argument(
        "--explain", action="store_true", help="toon waarom elke passage op haar plaats staat"
    )
    _add_reranker(command)
    command.add_argument("--json", action="store_true", help="schrijf JSON")
    add_choice(command)


def _count(text: str) -> int:
    """Return a whole number of at least 1."""
    if int(text) < 1:
        raise argparse.ArgumentTypeError("het aantal moet ten minste 1 zijn")
    return int(text)


def _add_ask(command: DutchParser) -> None:
    command.add_argument("question", nargs="?", metavar="VRAAG")
    command.add_argument("--json", action="store_true", help="schrijf JSON")
    command.add_argument(
        "--passages", type=_count, metavar="N", help="met --json: zoveel passages (standaard: alle)"
    )
    command.add_argument(
        "--llm", metavar="AANBIEDER:MODEL", help="taalmodel dat de zinnen aanwijst die antwoorden"
    )
    command.add_argument(
        "--llm-url", default="", metavar="ADRES", help="server die spreekt als die van OpenAI"
    )
    command.add_argument(
        "--questions", type=Path, metavar="BESTAND", help="JSON Lines met id en question"
    )
    _add_reranker(command)
    add_written(command)
    add_choice(command)


def _add_timeline(command: DutchParser) -> None:
    command.add_argument("question", metavar="VRAAG")
    command.add_argument("--json", action="store_true", help="schrijf JSON")
    add_choice(command)


def _add_commitments(command: DutchParser) -> None:
    command.add_argument("--json", action="store_true", help="schrijf JSON")
    add_choice(command)


def _add_reranker(command: DutchParser) -> None:
    command.add_argument(
        "--reranker", metavar="MODEL", help="cross-encoder die de beste passages opnieuw ordent"
    )


def _add_chat(command: DutchParser) -> None:
    command.add_argument(
        "--settings", type=Path, metavar="BESTAND", help="instellingen van de beheerder (wmo.toml)"
    )
    command.add_argument("--host", help="adres (standaard: 127.0.0.1)")
    command.add_argument("--port", type=int, help="poort (standaard: 7860)")


def _add_mcp(command: DutchParser) -> None:
    command.add_argument(
        "--http", action="store_true", help="over HTTP in plaats van standaardinvoer en -uitvoer"
    )
    command.add_argument(
        "--host", default="127.0.0.1", help="met --http: adres (standaard: 127.0.0.1)"
    )
    command.add_argument(
        "--port", type=int, default=7870, help="met --http: poort (standaard: 7870)"
    )


def _add_keys(command: DutchParser) -> None:
    actions = command.add_subparsers(
        prog="wmo keys",
        title="opdrachten",
        metavar="add|list|remove",
        required=True,
        parser_class=DutchParser,
    )
    for name, meaning in (
        ("add", "maak een sleutel en toon die één keer"),
        ("list", "toon de namen van de sleutels"),
        ("remove", "verwijder een sleutel: die werkt meteen niet meer"),
    ):
        action = actions.add_parser(name, help=meaning, description=meaning)
        action.set_defaults(action=name)
        action.add_argument(
            "--index", type=Path, default=argparse.SUPPRESS, metavar="MAP", help="map van de index"
        )
        if name != "list":
            action.add_argument("name", metavar="NAAM", help="naam van de sleutel")
        if name == "add":
            action.add_argument("--write", action="store_true", help="de sleutel mag ook schrijven")


def _add_password(command: DutchParser) -> None:
    command.add_argument("name", metavar="NAAM", help="naam van de gebruiker")


def _add_backup(command: DutchParser) -> None:
    command.add_argument("target", type=Path, metavar="DOEL", help="nieuwe map voor de kopie")


def _add_restore(command: DutchParser) -> None:
    command.add_argument("source", type=Path, metavar="BRON", help="map met de kopie")


def _add_letters(command: DutchParser) -> None:
    command.add_argument("--json", action="store_true", help="schrijf JSON")
    command.set_defaults(action=None)
    actions = command.add_subparsers(
        prog="wmo letters",
        title="opdrachten",
        metavar="[show|summary|edit]",
        parser_class=DutchParser,
    )
    show = actions.add_parser("show", help="toon hoe een brief is gelezen")
    told = actions.add_parser("summary", help="vat een brief samen in zinnen van die brief")
    edit = actions.add_parser("edit", help="verbeter wat er over een brief bekend is")
    for name, action in (("show", show), ("summary", told), ("edit", edit)):
        action.set_defaults(action=name)
        action.add_argument("id", metavar="ID", help="zoals wmo letters het toont")
        action.add_argument(
            "--index", type=Path, default=argparse.SUPPRESS, metavar="MAP", help="map van de index"
        )
    show.add_argument("--text", action="store_true", help="toon de tekst met de bladzijden")
    for action in (show, told):
        action.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="schrijf JSON"
        )
    for option, placeholder, meaning in CORRECTIONS:
        edit.add_argument(f"--{option}", metavar=placeholder, help=meaning)
    edit.add_argument("--level", choices=LEVELS, help="soort overheid van de afzender")


COMMANDS = (
    ("fetch", "haal brieven op bij een officiële bron", add_fetch),
    ("index", "lees brieven en maak ze vindbaar", _add_index),
    ("search", "toon de passages die bij een vraag horen", _add_search),
    ("ask", "beantwoord een vraag met bewijs", _add_ask),
    ("timeline", "toon wat elke brief over een vraag zegt, op tijd", _add_timeline),
    ("commitments", "toon wat in de brieven is toegezegd", _add_commitments),
    ("letters", "toon welke brieven in de index staan, of één ervan", _add_letters),
    ("doctor", "controleer de index en het programma", _add_doctor),
    ("eval", "meet hoe goed de antwoorden zijn", add_evaluation),
    ("chat", "open het gesprek in de browser", _add_chat),
    ("serve", "geef andere programma's antwoord over HTTP", _add_chat),
    ("keys", "maak en verwijder sleutels voor wmo serve", _add_keys),
    ("mcp", "geef assistenten toegang tot de brieven (MCP)", _add_mcp),
    ("password", "maak van een wachtwoord een regel voor wmo.toml", _add_password),
    ("backup", "maak een reservekopie van de index, ook als die in gebruik is", _add_backup),
    ("restore", "zet een reservekopie terug in een nieuwe of lege map", _add_restore),
)
"""Each command: its name, what it does, and what adds its options."""
