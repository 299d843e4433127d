"""What an assistant, and who starts the service for it, reads: in plain Dutch."""

from __future__ import annotations

TITLE = "Brieven over de Wmo"
HOW_TO_USE = (
    "Zoekt in brieven van de overheid over de Wmo en antwoordt met letterlijke zinnen en hun "
    "vindplaats. Neem citaten (quote) precies over, met de bronvermelding (formatted). Is de "
    "status not_found of off_topic, zeg dan dat het niet in de brieven staat. Bij possible is het "
    "antwoord onzeker. Met letter leest u een brief zelf."
)
TOOLS = {
    "search": "Zoekt de passages die bij een vraag horen, de beste eerst.",
    "ask": "Beantwoordt een vraag met letterlijke zinnen uit de brieven, elk met de vindplaats, of "
    "zegt dat het antwoord er niet in staat.",
    "timeline": "Toont wat elke brief over een vraag zegt, de oudste eerst.",
    "letter": "Geeft wat er over een brief bekend is, en de tekst; een lange in delen.",
}

EMPTY = "De vraag is leeg. Stel een vraag in een hele zin."
UNKNOWN_LETTER = "Er is geen brief met id {id!r}. De id's staan als letter_id bij wat is gevonden."
BEYOND_LETTER = "De brief telt {characters} tekens. Kies een offset van 0 tot en met {last}."
UNKNOWN_TOOL = "Er is geen functie {name!r}. Kies uit: {known}."
WRONG_ARGUMENTS = "De invoer van {name} klopt niet bij: {which}. Zie het schema van {name}."
TOO_BUSY = "Er wachten al te veel vragen. Probeer het zo opnieuw."
NO_LETTERS = "De brieven zijn nu niet te lezen. Probeer het later, of vraag het de beheerder."
FAILED = "Er ging iets mis in het programma. Meld dit met de vraag erbij."

SERVING = "De brieven staan klaar voor assistenten op {address}/mcp (stoppen: Ctrl+C)"
MISSING = "wmo mcp heeft een extra onderdeel nodig. Installeer het met: pip install 'wmo-qa[mcp]'"
NOT_ONE_ADDRESS = (
    "--host {host} staat voor alle adressen. Geef het ene adres of de naam van deze computer "
    "waaronder anderen hem bereiken."
)
OPEN_TO_OTHERS = "Let op: wie {address} kan bereiken, kan de brieven lezen; er is geen inlog."
