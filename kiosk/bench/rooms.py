"""Rooms of made-up people to measure with: profiles as people fill them in, some thin, some rich, always the same."""

import numpy as np

from matching import Person

TRADES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("comptabilité", ("comptabilité", "déclarations fiscales"), ("clients PME", "logiciel de gestion")),
    ("web development", ("websites", "mobile apps"), ("clients", "accountant")),
    ("transit", ("dédouanement", "transit vers le Tchad"), ("exportateurs", "assurance")),
    ("export", ("white pepper", "cocoa beans"), ("freight forwarder", "packaging")),
    ("emballage", ("emballages alimentaires", "étiquettes"), ("agro-alimentaire", "imprimeur")),
    ("transformation", ("beurre de cacao", "chocolat"), ("emballages", "distributeurs")),
    ("élevage", ("poulets de chair", "œufs"), ("provende", "vétérinaire")),
    ("provenderie", ("provende", "aliments bétail"), ("maïs", "éleveurs")),
    ("agriculture", ("plantain", "maïs", "macabo"), ("transporteur", "financement")),
    ("transport", ("transport de marchandises",), ("clients réguliers", "pièces détachées")),
    ("garage", ("entretien de véhicules",), ("pièces détachées", "flotte")),
    ("pièces détachées", ("pièces détachées", "pneus"), ("garages", "transit")),
    ("bâtiment", ("construction", "rénovation"), ("architecte", "ciment")),
    ("architecture", ("plans", "suivi de chantier"), ("promoteurs immobiliers",)),
    ("quincaillerie", ("ciment", "fer à béton"), ("chantiers", "transporteur")),
    ("immobilier", ("bureaux à louer", "terrains titrés"), ("notaire", "architecte")),
    ("droit", ("contrats", "création de société"), ("entreprises",)),
    ("banque", ("crédit PME",), ("entreprises solides",)),
    ("microfinance", ("loans", "savings"), ("small businesses",)),
    ("investissement", ("financement", "conseil"), ("startups",)),
    ("assurance", ("assurance flotte", "assurance santé"), ("entreprises",)),
    ("restauration", ("traiteur", "buffet"), ("producteurs locaux", "photographe")),
    ("photographie", ("photos", "vidéo d'entreprise"), ("événements",)),
    ("événementiel", ("organisation de séminaires",), ("traiteur", "sonorisation")),
    ("imprimerie", ("flyers", "cartes de visite"), ("clients entreprises",)),
    ("graphic design", ("logos", "branding"), ("printer", "small businesses")),
    ("marketing", ("publicité", "réseaux sociaux"), ("PME", "photographe")),
    ("santé", ("consultations",), ("matériel médical", "assurance santé")),
    ("matériel médical", ("hospital beds",), ("clinics", "customs clearing")),
    ("formation", ("formation en gestion",), ("salle", "apprenants")),
    ("hôtellerie", ("salle de conférence", "chambres"), ("séminaires", "producteurs locaux")),
    ("couture", ("tenues sur mesure",), ("tissu pagne", "boutique")),
    ("commerce de pagne", ("tissu pagne",), ("couturières",)),
    ("cosmétiques", ("beurre de karité", "savons"), ("flacons", "distributeurs")),
    ("distribution", ("distribution en gros",), ("producteurs", "détaillants")),
    ("énergie solaire", ("installation solaire",), ("financement", "chantiers")),
    ("télécoms", ("fibre", "wifi"), ("business customers",)),
    ("recrutement", ("candidats",), ("entreprises qui recrutent",)),
    ("étudiant", ("aide administrative",), ("stage",)),
    ("ONG", ("réseau de coopératives",), ("bailleurs", "formateurs")),
)
RICH, WITH_TRADE, COMPANIES, ANCHORS = 0.8, 0.7, 0.6, 0.03


def room(people: int, seed: int = 1) -> list[Person]:
    """So many people of some forty trades: one in five says nearly nothing, three in a hundred are anchors."""
    chance = np.random.default_rng(seed)
    return [_person(number, people, chance) for number in range(people)]


def _person(number: int, people: int, chance: np.random.Generator) -> Person:
    trade, offers, needs = TRADES[int(chance.integers(len(TRADES)))]
    is_rich = chance.random() < RICH
    wanted = (*needs, *TRADES[int(chance.integers(len(TRADES)))][2][:1])
    return Person(
        f"p{number:05}",
        offers=offers if is_rich else (),
        needs=_some(wanted, chance) if is_rich else (),
        trade=trade if chance.random() < WITH_TRADE else None,
        company=f"Company {chance.integers(max(2, people // 2))}" if chance.random() < COMPANIES else None,
        slots=6 if (is_anchor := bool(chance.random() < ANCHORS)) else 3,
        anchor=is_anchor,
    )


def _some(texts: tuple[str, ...], chance: np.random.Generator) -> tuple[str, ...]:
    return tuple(text for text in texts if chance.random() < RICH) or texts[:1]
