"""What the house takes in from a list; what a list does not say stays unsaid."""

import pytest

from kiosk.domain.guest_list import Invitation
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeState, Profile
from kiosk.exchange.guest_list import RowProblem
from kiosk.exchange.invitation import invitations
from kiosk.exchange.read import read_guest_list


def invited(text: str) -> list[Invitation]:
    return list(invitations(read_guest_list(text.encode())))


def only(text: str) -> Invitation:
    (invitation,) = invited(text)
    return invitation


def test_a_full_row_becomes_a_whole_person() -> None:
    person = only(
        "Prénom;Nom;Téléphone;E-mail;Entreprise;Fonction;Langue;Code barre\n"
        "Awa;Ndi;677 00 11 22;Awa@Example.org;Ferme du Noun;Gérante;Français;T-1\n"
    ).person

    assert (person.name, person.given, person.family) == ("Awa Ndi", "Awa", "Ndi")
    assert (person.phone, person.email) == ("+237677001122", "awa@example.org")
    assert (person.company, person.role) == ("Ferme du Noun", "Gérante")
    assert (person.language, person.external_id) == (Language.FR, "T-1")


def test_a_person_from_a_list_has_no_id_of_the_house_yet() -> None:
    assert only("Nom;Tel\nAwa Ndi;677001122\n").person.id == ""


def test_what_somebody_seeks_and_offers_becomes_a_profile() -> None:
    profile = only(
        "Nom;Besoins;Offres;Je cherche;Je propose;Métier\n"
        "Awa Ndi;cacao, transport|cacao;stockage;un camion;des sacs;cacaocultrice\n"
    ).profile

    assert profile == Profile(("cacao", "transport"), ("stockage",), "un camion", "des sacs", "cacaocultrice")


def test_a_list_that_says_nothing_about_states_changes_none() -> None:
    assert only("Nom;Tel\nAwa Ndi;677001122\n").state is None


@pytest.mark.parametrize("heading", ["Statut", "Payé"])
def test_a_list_with_states_or_payments_says_where_everybody_stands(heading: str) -> None:
    assert only(f"Nom;{heading}\nAwa Ndi;oui\n").state is AttendeeState.REGISTERED


def test_cancelled_guests_are_taken_in_as_cancelled() -> None:
    states = [each.state for each in invited("Nom;Statut\nAwa Ndi;annulée\nPaul Eko;confirmé\n")]

    assert states == [AttendeeState.CANCELLED, AttendeeState.REGISTERED]


def test_who_answered_no_in_a_form_declined() -> None:
    states = [each.state for each in invited("Nom;Serez-vous présent(e) ?\nAwa Ndi;Non\nPaul Eko;Oui, avec joie\n")]

    assert states == [AttendeeState.DECLINED, AttendeeState.REGISTERED]


def test_a_list_that_says_nothing_about_hiding_hides_and_shows_nobody() -> None:
    assert only("Nom;Tel\nAwa Ndi;677001122\n").hidden is None


@pytest.mark.parametrize(
    ("cell", "hidden"), [("oui", True), ("x", True), ("demander d'abord", True), ("non", False), ("", False)]
)
def test_anything_but_a_clear_no_hides(cell: str, hidden: bool) -> None:
    assert only(f"Nom;Masqué;Tel\nAwa Ndi;{cell};677001122\n").hidden is hidden


def test_an_amount_a_category_and_a_consigne_come_along() -> None:
    invitation = only("Nom;Tarif;Montant;Payé;À signaler\nAwa Ndi;VIP;10 000 F;oui;prévenir Paul\n")

    assert (invitation.category, invitation.amount, invitation.paid) == ("VIP", 10_000, True)
    assert invitation.attention == "prévenir Paul"


def test_unknown_columns_come_along_under_their_heading() -> None:
    assert only("Nom;Sac;Table\nAwa Ndi;bleu;4\n").extra == {"Sac": "bleu", "Table": "4"}


@pytest.mark.parametrize(
    "text", ["<awa@example.org>", "mailto:awa@example.org", "AWA@EXAMPLE.ORG;", " awa@example.org,"]
)
def test_an_email_is_bared_of_what_tools_put_around_it(text: str) -> None:
    assert only(f'Nom,E-mail\nAwa Ndi,"{text}"\n').person.email == "awa@example.org"


@pytest.mark.parametrize("text", ["awa", "awa@example", "awa @example.org", "a@b.org, c@d.org", "néant"])
def test_an_email_that_cannot_be_read_is_kept_and_noted(text: str) -> None:
    listed = read_guest_list(f'Nom,E-mail\nAwa Ndi,"{text}"\n'.encode())

    assert listed.rows[0].email is None
    assert listed.rows[0].extra == {"E-mail": text}
    assert [each.problem for each in listed.notes] == [RowProblem.UNREADABLE_EMAIL]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("fr", Language.FR),
        ("Français", Language.FR),
        ("EN", Language.EN),
        ("anglais", Language.EN),
        ("English", Language.EN),
    ],
)
def test_a_language_is_read_in_both(text: str, language: Language) -> None:
    assert only(f"Nom;Langue\nAwa Ndi;{text}\n").person.language is language


@pytest.mark.parametrize("text", ["fr/en", "français et anglais", "bilingue", "French and English", "fulfulde"])
def test_two_languages_or_another_one_are_not_guessed_at(text: str) -> None:
    assert only(f"Nom;Langue\nAwa Ndi;{text}\n").person.language is None


def test_a_name_too_long_for_a_badge_is_cut_between_words_and_kept_whole() -> None:
    name = "Awa " + "Ngo " * 40 + "Bassa"

    listed = read_guest_list(f"Nom;Tel\n{name};677001122\n".encode())

    assert len(listed.rows[0].name) <= 120
    assert listed.rows[0].name.endswith("Ngo")
    assert listed.rows[0].extra == {"Nom": name}
    assert [each.problem for each in listed.notes] == [RowProblem.LONG_NAME]


def test_everybody_comes_in_the_order_of_the_list() -> None:
    assert [each.person.name for each in invited("Nom\nZoé Bih\nAwa Ndi\nPaul Eko\n")] == [
        "Zoé Bih",
        "Awa Ndi",
        "Paul Eko",
    ]
