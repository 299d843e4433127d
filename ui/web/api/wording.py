"""What users of the HTTP interface read, in plain Dutch, addressed with "u"."""

from __future__ import annotations

TITLE = "Wmo-brieven"
DESCRIPTION = (
    "Vragen aan brieven van de overheid over de Wmo. Elk antwoord bestaat uit letterlijke zinnen "
    "met hun vindplaats: brief, datum, afzender, bladzijde en de plaats in tekens (Unicode-"
    "codepunten, vanaf 0). Staat het antwoord niet in de brieven, dan zegt `status` dat."
)
CONTACT = "De beheerder van deze dienst"
KEY = (
    "Een sleutel van `wmo keys add`. Zolang er nooit een is gemaakt, is lezen op deze computer "
    "zelf vrij."
)

GONE = 499
"""The status of a request whose client went away, as nginx counts it: nobody reads it."""
PROBLEMS = {
    400: ("ongeldige-invoer", "Ongeldige invoer"),
    401: ("sleutel-nodig", "Sleutel nodig"),
    403: ("niet-toegestaan", "Niet toegestaan"),
    404: ("niet-gevonden", "Niet gevonden"),
    405: ("methode-niet-toegestaan", "Methode niet toegestaan"),
    406: ("vorm-niet-beschikbaar", "Vorm niet beschikbaar"),
    408: ("verzoek-te-traag", "Verzoek te traag"),
    413: ("verzoek-te-groot", "Verzoek te groot"),
    415: ("vorm-niet-leesbaar", "Vorm niet leesbaar"),
    GONE: ("vrager-weg", "Vrager weg"),
    429: ("te-veel-verzoeken", "Te veel verzoeken"),
    500: ("fout-in-programma", "Fout in het programma"),
    503: ("nu-niet-beschikbaar", "Nu niet beschikbaar"),
    507: ("geen-ruimte", "Geen ruimte"),
}
"""By status: the last part of the type of a problem, and its title."""

DETAILS = {
    400: "Het verzoek is niet te lezen. Controleer het adres en de inhoud.",
    404: "Dit adres bestaat niet. Zie /v1/openapi.json voor wat er is.",
    405: "Deze methode kan hier niet. De kop Allow noemt welke wel kunnen.",
    500: "Er ging iets mis in het programma. Meld dit met de waarde van de kop X-Request-Id.",
}
"""What is said where nothing more is known."""

NO_KEY = "Geef een geldige sleutel mee in de kop Authorization: Bearer SLEUTEL."
ONLY_READS = "Met deze sleutel kunt u alleen lezen. Vraag de beheerder een sleutel om te schrijven."
CLIENT_GONE = "Wie dit vroeg, heeft niet op het antwoord gewacht."
OTHER_HOST = "De kop Host noemt een andere naam dan die van deze dienst."
OTHER_SITE = "Een pagina van een andere site mag hier niets vragen. Vraag het vanuit een programma."
TOO_MANY = "U hebt te veel gevraagd in korte tijd. Wacht zo lang als de kop Retry-After zegt."
TOO_BUSY = "Er wachten al te veel verzoeken. Probeer het opnieuw na de tijd in de kop Retry-After."
BODY_LATE = "De inhoud van het verzoek kwam niet op tijd binnen. Verstuur het opnieuw."
NOT_JSON = "Stuur de inhoud als JSON, met de kop Content-Type: application/json."
NOT_BYTES = "Stuur het bestand zelf, met de kop Content-Type: application/octet-stream."
NO_LETTER = "Er is geen brief met dit id. Alle brieven: /v1/letters"
NO_PAGE = "Deze bladzijde kan niet worden getoond: de brief heeft haar niet, of is geen PDF."
NO_FILE = (
    "Het bestand van deze brief is er niet, is veranderd nadat het is gelezen, of zit in een "
    "bericht. Vraag het de beheerder."
)
NO_INDEX = "De brieven zijn nu niet te lezen. Probeer het later, of vraag het de beheerder."
WRITING = "De brieven worden nu bijgewerkt. Probeer het zo opnieuw."
NO_KEYS_READ = "De sleutels zijn niet te lezen. Vraag het de beheerder."
PAST_LAST_PAGE = "Deze bladzijde van de lijst bestaat niet. De laatste is {last}."
WRONG_SPAN = "'start' en 'end' moeten binnen de {length} tekens van de brief vallen, in die orde."

FAULTS = {
    "twice": "staat er meer dan een keer",
    "too_many_keys": "heeft meer dan {most} sleutels",
    "missing": "ontbreekt",
    "extra_forbidden": "is onbekend",
    "string_type": "is geen tekst",
    "string_unicode": "bevat ongeldige tekens",
    "string_too_long": "telt meer dan {max_length} tekens",
    "string_too_short": "is leeg",
    "string_pattern_mismatch": "heeft een andere vorm dan verwacht",
    "int_type": "is geen heel getal",
    "int_parsing": "is geen heel getal",
    "greater_than_equal": "is kleiner dan {ge}",
    "less_than_equal": "is groter dan {le}",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "list_type": "is geen lijst",
    "too_long": "telt meer dan {max_length} waarden",
    "json_invalid": "is geen geldige JSON",
    "model_attributes_type": "is geen JSON-object",
    "model_type": "is geen JSON-object",
}
"""What is wrong with a value, by the name that Pydantic gives it."""
OTHER_FAULT = "heeft een waarde die niet kan"
BODY = "De inhoud"

NO_KEYS = (
    "Op {host} geeft de dienst alleen antwoord aan wie een sleutel heeft, en die is er nog niet. "
    "Maak er een met: wmo keys add NAAM"
)
SERVING = "De HTTP-dienst staat klaar op {address} (beschrijving: {address}/v1/openapi.json; "
SERVING += "stoppen: Ctrl+C)"
KEYS_DAMAGED = "{file} is geen lijst van sleutels. Verwijder het bestand en maak nieuwe sleutels."
KEYS_UNREAD = "{file} is niet te lezen. Controleer de eigenaar en de rechten van het bestand."
KEYS_OPEN = "{file} is voor anderen te lezen. Herstel dat met: chmod 600 {file}"
KEY_NAME = "Een naam telt 1 tot en met 40 letters, cijfers, punten en streepjes: {name!r} kan niet."
KEY_THERE = "Er is al een sleutel {name!r}. Kies een andere naam, of verwijder die eerst."
KEY_UNKNOWN = "Er is geen sleutel {name!r}. Alle sleutels: wmo keys list"
KEY_MADE = "Bewaar deze sleutel nu: hij wordt niet nog eens getoond."
KEY_REMOVED = "De sleutel {name} is verwijderd en werkt niet meer."
NO_KEYS_YET = "Er zijn geen sleutels. Maak er een met: wmo keys add NAAM"
READS, WRITES = "lezen", "lezen en schrijven"


def body_too_large(most: int) -> str:
    """Return what to say about a request of too many bytes."""
    return f"De inhoud van het verzoek is groter dan {most} bytes."


def not_offered(offered: str) -> str:
    """Return what to say when no form that is accepted is there."""
    return f"De kop Accept laat niets toe van wat er is: {offered}."


def too_slow(seconds: int) -> str:
    """Return what to say about an answer that took too long."""
    return f"Het antwoord was er niet binnen {seconds} seconden. Probeer het later opnieuw."
