"""What a heading says its column holds, in French and English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from kiosk.domain.names import plain
from kiosk.exchange.guest_list import Field


class Certainty(IntEnum):
    """How far a heading can be trusted."""

    NONE = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading says. Without a field but with a certainty, it is known to be nothing of ours."""

    field: Field | None
    certainty: Certainty


SYNONYMS: Mapping[Field | None, str] = {
    Field.NAME: """nom | noms | name | names | nom complet | noms complets | full name | fullname | complete name
        | nom et prenom | nom et prenoms | noms et prenoms | noms et prenom | nom prenom | nom prenoms | noms prenoms
        | prenom et nom | prenoms et noms | prenoms et nom | prenom nom | name and surname | first and last name
        | participant | participants | participante | attendee | attendees | attendee name | guest | guests
        | guest name | participant name | nom du participant | nom de l invite | nom de l invitee | invite | invites
        | invitee | nom du client | inscrit | inscrits | nom affiche | display name | personne | membre | member""",
    Field.GIVEN: """prenom | prenoms | prenom du participant | prenom participant | first name | firstname
        | first names | given name | given names | givenname | forename | attendee first name | votre prenom""",
    Field.FAMILY: """nom de famille | noms de famille | last name | lastname | surname | family name | familyname
        | attendee last name | attendee surname | nom participant""",
    Field.PHONE: """telephone | telephones | tel | tels | tele | phone | phone number | phonenumber | telephone number
        | mobile | mobile phone | mobile number | cell | cell phone | cellphone | cellulaire | portable | gsm
        | numero de telephone | numero telephone | numero de tel | n de telephone | n telephone | n tel | no tel
        | num tel | tel portable | telephone portable | telephone mobile | tel mobile | whatsapp | whats app
        | numero whatsapp | whatsapp number | telephone whatsapp | contact telephonique | attendee phone""",
    Field.EMAIL: """e mail | email | emails | e mails | mail | mel | courriel | couriel | adresse e mail | adresse email
        | adresse mail | adresse courriel | adresse electronique | email address | e mail address | mail address
        | adresse de messagerie | attendee email | attendee e mail | email participant""",
    Field.COMPANY: """entreprise | societe | structure | organisation | organization | organisme | company
        | company name | nom de l entreprise | nom entreprise | nom de la structure | nom de la societe | compagnie
        | raison sociale | employeur | employer | institution | etablissement | firm | business | affiliation
        | company organization | societe organisation | entreprise structure | entreprise organisation""",
    Field.ROLE: """fonction | fonctions | poste | poste occupe | titre | job title | jobtitle | job | role | position
        | title | function | occupation | intitule du poste | titre du poste | qualite | fonction poste""",
    Field.CATEGORY: """tarif | tarifs | billet | billets | ticket | ticket type | tickettype | type de ticket
        | ticket name | type de billet | type billet | categorie | category | formule | pass | type de pass
        | nom du billet | nom du tarif | ticket category | type d inscription | type de participant | admission""",
    Field.LANGUAGE: "langue | language | lang | langue preferee | preferred language | langue parlee | langues",
    Field.AMOUNT_DUE: """montant | montant du | montant a payer | prix | price | amount | amount due | a payer | cout
        | cost | somme | ticket price | prix du billet | reste a payer | solde | balance | order total | total price
        | frais | frais de participation | participation aux frais | montant fcfa | prix unitaire | face value""",
    Field.PAID: """paye | payee | payes | paid | regle | reglee | reglement | paiement | payment | montant paye
        | amount paid | total paid | statut paiement | statut du paiement | statut de paiement | payment status
        | etat du paiement | etat paiement | acquitte | a paye | has paid | deja paye | is paid | montant verse""",
    Field.STATE: """statut | status | order status | statut commande | statut de la commande | attendee status
        | approval status | etat | rsvp | rsvp status | statut inscription | statut de l inscription
        | registration status | reponse | confirmation | presence | participation | guest status | statut du billet
        | serez vous present | serez vous presente | confirmation de presence | confirmation de votre presence
        | confirmez vous votre presence | viendrez vous | participerez vous | will you attend | will you be attending
        | will you come | will you be there | are you coming | are you attending""",
    Field.EXTERNAL_ID: """id | identifiant | uid | uuid | external id | attendee id | guest id | ticket id | api id
        | attendee number | barcode | barcode number | code barre | code barres | code a barres
        | numero de billet | numero billet | n billet | n de billet | n du billet | ticket number | ticket no
        | ticket code | matricule | reference | reference billet | ref | registration id | attendee no""",
    Field.NEEDS: "besoins | besoin | needs | need | mots cles recherches | besoins tags | need tags",
    Field.OFFERS: "offres | offers | competences | skills | expertise | expertises | offer tags",
    Field.NEED_TEXT: """je cherche | je recherche | recherche | recherches | cherche | ce que je cherche
        | ce que je recherche | looking for | i am looking for | i m looking for | i need | im looking for | what i need
        | vous cherchez | what are you looking for | que cherchez vous | attentes | vos attentes""",
    Field.OFFER_TEXT: """j offre | joffre | je propose | ce que j offre | ce que je propose | offre | offer | i offer
        | i can offer | what i offer | vous offrez | vous proposez | que proposez vous | what can you offer
        | i bring | j apporte | ce que j apporte | je peux apporter | je peux offrir | can offer""",
    Field.HIDDEN: """masque | masquer | hidden | hide | discret | ne pas afficher | do not show | cache | confidentiel
        | anonyme | anonymous""",
    Field.TRADE: """metier | metiers | trade | secteur | secteurs | secteur d activite | secteur activite | profession
        | domaine | domaine d activite | industry | sector | activite | filiere | branche | line of business""",
    Field.CHAIN: """maillon | chaine | chaine de distribution | place dans la chaine | maillon de la chaine
        | distribution chain | chain | supply chain | supply chain position | etape de la chaine""",
    Field.OBJECTIVES: """objectif | objectifs | objective | objectives | vos objectifs | votre objectif | mes objectifs
        | goal | goals | your goals | objectif de la soiree | but | buts""",
    Field.SEGMENT: "segment | segments | type de profil | guest type | segment organisateur",
    Field.ANCHOR: """ancre | ancres | anchor | anchors | hote | hotesse | ambassadeur | ambassadrice | host
        | participant solide | locomotive""",
    Field.ATTENTION: """attention | a signaler | signaler | alerte | alert | consigne | consignes | accueil special
        | special care | door note | note accueil""",
    None: """horodateur | timestamp | number | n | no | nr | num | numero | ordre | rang | date | heure | date d
        inscription | order date | registration date | created at | civilite | mr mme | sexe | genre | gender | sex
        | age | ville | city | region | pays | country | quartier | adresse | address | quantite | quantity |
        commentaire | commentaires | comments | notes | note | remarque | remarques | observation | observations |
        site web | website | linkedin | order | order id | order number | commande | numero de commande | signature
        | emargement | table | numero de table | checked in | check in | mode de paiement | payment method | date de
        naissance | currency | devise | event | evenement | source""",
}
HINTS: tuple[tuple[Field | None, str], ...] = (
    (None, r"urgence|emergency|parrain\w*|acheteur|buyer|referr?\w*|conjoint|spouse|utilisateur|username|facebook"
     r"|twitter|instagram|jeune fille|maiden|date|heure|time|created|updated|nombre|number of|nb|combien|how many"
     r"|matrimonial\w*|marital|juridique|projet|project|table|(invited?|invite) (by|par)|accompagn\w*"
     r"|(event|evenement) name|nom (de l )?evenement|(statut|situation|status) (professionnel\w*|social\w*)"
     r"|(employment|professional) status"
     r"|(dietary|special|access\w*|medical|health) (needs?|requirements?)|fees"
     r"|besoins? (alimentaires?|speciaux|special|particuliers?|specifiques?|medica\w+|d (acces\w*|assistance))"
     r"|(phone|e mail|address|organization) \d (label|type)"
     r"|(mode|moyen|methode|method|means) (de |of )?(paiement|payment|reglement)|payment (method|mode)"),
    (Field.EMAIL, r"e ?mails?|mail|courriel"),
    (Field.EXTERNAL_ID, r"identifiant|bar ?codes?|code barres?|matricule|(numero|n|number) (de |du )?(billet|ticket)"),
    (Field.PHONE, r"tel|telephon\w*|phones?|portable|whats ?app|mobile|gsm|cellulaire"),
    (None, r"adresse|address|ville|city|taille|size|description|site|annee|year|numero|experience"),
    (Field.TRADE, r"secteur|metier|profession|trade|industry|domaine|filiere"),
    (Field.COMPANY, r"entreprise|societe|structure|organi[sz]ation|organisme|company|institution|employeur|employer"),
    (Field.PAID, r"(montant|total|amount|deja|already) (paye|paid|verse|regle)|(paye|paid|regle)|(statut|status|etat).*"
     r"(paiement|payment)|(paiement|payment) status"),
    (Field.AMOUNT_DUE, r"montant|prix|price|amount|cost|a payer|frais"),
    (Field.STATE, r"statut|status|rsvp"),
    (Field.OBJECTIVES, r"objectifs?|objectives?|goals?"),
    (Field.NEED_TEXT, r"cherch\w*|recherch\w*|besoins?|attentes|looking for|needs?|seek\w*"),
    (Field.OFFER_TEXT, r"offrez|offrir|offre|apport\w*|(?<!\ba )propos\w*|offer|can help|bring|provide"),
    (Field.CATEGORY, r"tarif|billet|ticket|formule|pass|categorie|category"),
    (Field.NAME, r"noms? .*prenoms?|prenoms? .*noms?|full name|nom complet|first and last name"),
    (Field.GIVEN, r"prenoms?|first name|given name|forename"),
    (Field.FAMILY, r"nom de famille|last name|surname|family name"),
    (Field.LANGUAGE, r"langue|language"),
    (Field.HIDDEN, r"masquer?|hidden|hide|anonym\w*|ne pas afficher"),
    (Field.ROLE, r"fonction|poste|job|position|titre|title|role"),
    (Field.ATTENTION, r"attention|alerte|a signaler"),
    (Field.NAME, r"noms?|names?|participante?s?|invitee?s?|guests?|attendees?|inscrit|personne|contact"),
)  # fmt: skip
SURE = {phrase.strip(): field for field, phrases in SYNONYMS.items() for phrase in phrases.split("|")}
LIKELY = tuple((field, re.compile(rf"\b({words})\b")) for field, words in HINTS)
PLURAL = re.compile(r"[(·.](s|e|es|x|ne|ère)[)]?(?=\W|$)", re.IGNORECASE)
ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
SAYS_NOTHING = re.compile(r"|[a-z]{1,2}|(colonne|column|col|champ|field|unnamed|sans titre)( \w{1,3})?|\d+")
ONLY_COUNTING = frozenset({"id", "uid", "identifiant", "matricule", "reference", "ref"})
MAY_BE_PHONES = frozenset({"numero", "number", "num", "no", "n", "nr"})
WHOLE_OR_FAMILY = frozenset({"nom", "noms", "name", "names"})
WHOLE_ONLY = frozenset({"complet", "complets", "entier", "full", "complete", "prenom", "prenoms", "display", "badge"})


def recognise(heading: str) -> Recognised:
    """What a heading says, whatever its accents, case and punctuation; asides in brackets count for little.

    >>> recognise("Prénom(s) *").field, recognise("Quel est votre numéro WhatsApp ?").certainty.name
    (<Field.GIVEN: 'given'>, 'LIKELY')
    """
    single = PLURAL.sub("", heading.replace("#", " number "))
    whole = plain(single)
    for words in (whole, plain(ASIDE.sub("", single))):
        if words in SURE:
            return Recognised(SURE[words], Certainty.SURE)
    found = next(((field,) for field, pattern in LIKELY if pattern.search(whole)), None)
    return Recognised(found[0], Certainty.LIKELY) if found else Recognised(None, Certainty.NONE)


def says_nothing(heading: str) -> bool:
    """Whether a heading is blank or only counts the columns, so that the cells alone can tell."""
    return bool(SAYS_NOTHING.fullmatch(plain(heading)))


def may_be_phones(heading: str) -> bool:
    """Whether a heading means a row's number, or somebody's telephone number: the cells tell."""
    return plain(heading) in MAY_BE_PHONES


def may_be_family(heading: str) -> bool:
    """Whether a heading means the whole name by itself and the family name beside a given name."""
    words = set(plain(PLURAL.sub("", heading)).split())
    return not words.isdisjoint(WHOLE_OR_FAMILY) and words.isdisjoint(WHOLE_ONLY)


def names_somebody(heading: str) -> bool:
    """Whether a heading speaks of names, rather than of members or guests who may be counted or ticked off."""
    return not set(plain(PLURAL.sub("", heading)).split()).isdisjoint(WHOLE_OR_FAMILY)


def may_only_count(heading: str) -> bool:
    """Whether a heading of ids may as well stand over the numbers of the rows."""
    return plain(heading) in ONLY_COUNTING
