"""Dutch words of the trade, so that the sample reads like installation work."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """What a community on this subject makes, tries out and agrees upon."""

    end_product: str
    subjects: tuple[str, ...]
    member_actions: tuple[str, ...]
    manager_actions: tuple[str, ...]


TRIES = (
    "Meekijken bij {}",
    "Uitproberen: {}",
    "Werkkaart voor {}",
    "Korte uitleg over {}",
    "Voorbeelden verzamelen van {}",
    "Vragen van buiten over {}",
)

TOPICS: dict[str, Topic] = {
    "total_station": Topic(
        "Werkwijze uitzetten en inmeten met de Total Station",
        (
            "uitzetten van sparingen",
            "inmeten van de kruipruimte",
            "punten klaarzetten vanuit het model",
            "controle van ankers",
            "terugkoppelen van maatafwijkingen",
        ),
        (
            "Vaste puntenlijst meegeven met elke werkmap",
            "Nieuwe collega's een ochtend laten meelopen",
            "Afwijkingen dezelfde dag in het model verwerken",
            "Oplaadronde voor de Total Station op vrijdag",
        ),
        (
            "Tweede statief en prisma aanschaffen",
            "Uren voor uitzetten opnemen in de begroting",
            "Licentie voor de tekenkamer verlengen",
        ),
    ),
    "heat_pump": Topic(
        "Stappenplan inbedrijfstelling warmtepomp met bewonerskaart",
        (
            "instellen van de stooklijn",
            "uitleg aan de bewoner",
            "plaatsing van de buitenunit",
            "controle van de flow",
            "geluidsmeting op de erfgrens",
        ),
        (
            "Bewonerskaart achterlaten bij elke oplevering",
            "Foto van de instellingen in het dossier zetten",
            "Na twee weken bellen met de bewoner",
        ),
        (
            "Kwartier extra plannen voor uitleg bij oplevering",
            "Geluidsmeter aanschaffen voor beide ploegen",
        ),
    ),
    "charging": Topic(
        "Rekenkaart laadpunten en aansluitwaarde",
        (
            "opname van de meterkast",
            "belasting per groep",
            "instellen van de lastverdeling",
            "kabeltracé met de klant",
            "doormelden aan de netbeheerder",
        ),
        (
            "Opnameformulier invullen vóór de offerte",
            "Lastverdeling testen met twee auto's",
            "Kabeltracé tekenen op de foto",
        ),
        (
            "Vast aanspreekpunt regelen bij de netbeheerder",
            "Opname als aparte regel in de offerte zetten",
        ),
    ),
    "solar": Topic(
        "Gedeelde werkvoorbereiding voor zon op dak",
        (
            "dakopname met de drone",
            "legplan op kantoor",
            "doorvoer en brandveiligheid",
            "omvormer in de meterkast",
            "monitoring met de klant",
        ),
        (
            "Legplan samen nalopen voor de start",
            "Materiaallijst een dag eerder klaarzetten",
            "Monitoring aanzetten waar de klant bij is",
        ),
        (
            "Werkvoorbereider elke maand een dag mee naar buiten",
            "Afspraken over valbeveiliging vastleggen",
        ),
    ),
    "prefab": Topic(
        "Beslisboom prefab met maatkaart",
        (
            "schacht uit de werkplaats",
            "maatvoering vóór de ruwbouw",
            "verdeler op frame",
            "transport en hijsen",
            "wijzigingen na de bestelling",
        ),
        (
            "Maatkaart laten tekenen door uitvoerder en werkplaats",
            "Foto's van elk frame delen in de groepsapp",
            "Restmaterialen wekelijks terugmelden",
        ),
        (
            "Werkplaats een plek geven in het startoverleg",
            "Hijsmoment opnemen in de planning van de aannemer",
        ),
    ),
    "service": Topic(
        "Storingskaart voor het eerste bezoek",
        (
            "doorvragen aan de telefoon",
            "onderdelen in de bus",
            "uitlezen op afstand",
            "overdracht van de avonddienst",
            "melding sluiten met de klant",
        ),
        (
            "Drie vaste vragen stellen bij elke melding",
            "Busvoorraad elke maand aanpassen aan de storingen",
            "Oplossing in één zin in het dossier zetten",
        ),
        (
            "Planning ruimte geven voor een tweede monteur",
            "Tablet met uitleessoftware in elke bus",
        ),
    ),
    "balancing": Topic(
        "Meetstaat inregelen en opleveren",
        (
            "waterzijdig inregelen",
            "inregelen van ventilatie",
            "meetrapport op locatie",
            "restpunten bij oplevering",
            "overdracht aan beheer",
        ),
        (
            "Meetstaat dezelfde dag delen met kantoor",
            "Voorinstelling noteren op de verdeler",
            "Samen opleveren met de beheerder",
        ),
        (
            "Meetapparatuur op tijd laten kalibreren",
            "Inregeldag opnemen in elke projectplanning",
        ),
    ),
    "chain": Topic(
        "Eén opleverstaat voor acht bedrijven",
        (
            "opleverstaat van elk bedrijf",
            "meekijken bij een ander bedrijf",
            "vragen van scholen aan de praktijk",
            "leveranciers en hun handleidingen",
            "delen van wat misging",
        ),
        (
            "Opleverstaat proberen bij het eigen bedrijf",
            "Een les maken van de opleverstaat",
            "Elkaar een dag laten meelopen",
        ),
        (
            "Directies de opleverstaat laten vaststellen",
            "Uren voor bezoeken aan elkaar afspreken",
        ),
    ),
}
