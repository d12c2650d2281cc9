"""What a heading says, in French and English, whatever its case, accents and punctuation."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.guest_list import Field
from kiosk.exchange.headings import (
    SURE,
    Certainty,
    may_be_family,
    may_be_phones,
    may_only_count,
    names_somebody,
    recognise,
    says_nothing,
)


@pytest.mark.parametrize(
    "heading",
    [
        "Noms et Prénoms",
        "NOMS & PRENOMS",
        "Nom(s) et prénom(s)",
        "Nom / Prénom",
        "Full Name",
        "Nom complet *",
        "Participant",
    ],
)
def test_a_heading_of_whole_names_is_sure(heading: str) -> None:
    assert recognise(heading).field is Field.NAME
    assert recognise(heading).certainty is Certainty.SURE


@pytest.mark.parametrize(
    "heading", ["Prénom", "PRENOM(S)", "Prénom·s", "first_name", "Attendee First Name", "Given Name"]
)
def test_a_heading_of_given_names_is_sure(heading: str) -> None:
    assert recognise(heading).field is Field.GIVEN


@pytest.mark.parametrize("heading", ["Nom de famille", "Surname", "last_name", "Attendee Surname", "Family Name"])
def test_a_heading_of_family_names_is_sure(heading: str) -> None:
    assert recognise(heading).field is Field.FAMILY


@pytest.mark.parametrize(
    "heading",
    [
        "Tél.",
        "TEL",
        "N° Tél.",
        "phone_number",
        "Téléphone (WhatsApp)",
        "N° WhatsApp",
        "Mobile Phone",
        "Phone 1 - Value",
    ],
)
def test_a_heading_of_phones_is_recognised(heading: str) -> None:
    assert recognise(heading).field is Field.PHONE


@pytest.mark.parametrize("heading", ["E-mail", "Adresse électronique", "Email Address", "Votre courriel", "MAIL"])
def test_a_heading_of_emails_is_recognised(heading: str) -> None:
    assert recognise(heading).field is Field.EMAIL


@pytest.mark.parametrize(
    "heading", ["Société/Organisation", "Nom de l'entreprise / Structure", "Company / Organisation", "Name of company"]
)
def test_the_name_of_a_company_is_nobodys_name(heading: str) -> None:
    assert recognise(heading).field is Field.COMPANY


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Montant (FCFA)", Field.AMOUNT_DUE),
        ("Reste à payer", Field.AMOUNT_DUE),
        ("Ticket Price", Field.AMOUNT_DUE),
        ("Montant payé (FCFA)", Field.PAID),
        ("Montant versé", Field.PAID),
        ("Payé(e) ?", Field.PAID),
        ("Total Paid", Field.PAID),
    ],
)
def test_what_is_due_and_what_is_paid_are_told_apart(heading: str, field: Field) -> None:
    assert recognise(heading).field is field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Attendee #", Field.EXTERNAL_ID),
        ("Barcode #", Field.EXTERNAL_ID),
        ("Attendee Status", Field.STATE),
        ("Ticket Type", Field.CATEGORY),
        ("Total Paid", Field.PAID),
        ("Order #", None),
        ("Fees Paid", None),
        ("Eventbrite Fees", None),
        ("Event Name", None),
        ("Buyer Email", None),
    ],
)
def test_the_headings_of_a_ticket_shop_are_known(heading: str, field: Field | None) -> None:
    assert recognise(heading).field is field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("api_id", Field.EXTERNAL_ID),
        ("approval_status", Field.STATE),
        ("ticket_name", Field.CATEGORY),
        ("created_at", None),
    ],
)
def test_the_headings_of_a_calendar_service_are_known(heading: str, field: Field | None) -> None:
    assert recognise(heading).field is field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Quel est votre nom ?", Field.NAME),
        ("Quel est votre numéro WhatsApp ?", Field.PHONE),
        ("Quelle est votre profession ?", Field.TRADE),
        ("Que recherchez-vous ?", Field.NEED_TEXT),
        ("Qu'offrez-vous ?", Field.OFFER_TEXT),
        ("What can you offer to others?", Field.OFFER_TEXT),
        ("Horodateur", None),
    ],
)
def test_the_questions_of_a_form_are_headings(heading: str, field: Field | None) -> None:
    assert recognise(heading).field is field


@pytest.mark.parametrize(
    "heading",
    [
        "Besoins particuliers",
        "Besoins alimentaires",
        "Dietary needs",
        "Special needs",
        "Avez-vous des besoins spécifiques ?",
    ],
)
def test_a_need_that_concerns_nobody_else_is_never_quoted_to_others(heading: str) -> None:
    assert recognise(heading).field is None
    assert recognise(heading).certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    "heading",
    [
        "Nom de l'accompagnant",
        "Nom du conjoint",
        "Spouse name",
        "Buyer first name",
        "Nom du parrain",
        "Contact d'urgence",
    ],
)
def test_somebody_elses_name_or_phone_is_not_the_guests(heading: str) -> None:
    assert recognise(heading).field is None


@pytest.mark.parametrize(
    "heading", ["Nombre d'invités", "Number of guests", "Table n°", "Invité par", "Date d'inscription"]
)
def test_a_heading_that_mentions_guests_may_hold_something_else(heading: str) -> None:
    assert recognise(heading).field is None


@pytest.mark.parametrize(
    "heading", ["Statut matrimonial", "Statut professionnel", "Statut juridique", "Employment status"]
)
def test_a_status_in_life_is_not_the_status_of_an_order(heading: str) -> None:
    assert recognise(heading).field is not Field.STATE


@pytest.mark.parametrize("heading", ["Serez-vous présent(e) ?", "Confirmation de présence", "Will you be attending?"])
def test_whether_somebody_comes_is_the_state_of_an_order(heading: str) -> None:
    assert recognise(heading).field is Field.STATE


@pytest.mark.parametrize(
    "heading", ["Serez-vous accompagné ?", "Will you attend the dinner?", "Participerez-vous au quiz ?"]
)
def test_a_question_about_something_else_keeps_nobody_out(heading: str) -> None:
    assert recognise(heading).field is None


@pytest.mark.parametrize(
    "heading", ["Mode de paiement", "Référence de paiement", "Date de paiement", "Moyen de paiement"]
)
def test_how_and_when_one_paid_does_not_say_that_one_did(heading: str) -> None:
    assert recognise(heading).field is None


@pytest.mark.parametrize(
    ("label", "value"), [("Phone 1 - Label", "Phone 1 - Value"), ("E-mail 1 - Type", "E-mail 1 - Value")]
)
def test_the_label_of_an_address_book_does_not_take_the_place_of_the_value(label: str, value: str) -> None:
    assert recognise(label).field is None
    assert recognise(value).field in {Field.PHONE, Field.EMAIL}


@pytest.mark.parametrize("heading", ["", "Régime alimentaire", "Transport", "Hôtel", "Nationalité", "QR code"])
def test_an_unknown_heading_is_not_guessed(heading: str) -> None:
    assert recognise(heading) == recognise("zzz")
    assert recognise(heading).certainty is Certainty.NONE


@pytest.mark.parametrize("heading", ["", "A", "AB", "Colonne 1", "Column B", "Unnamed: 3", "12", "???"])
def test_a_heading_that_only_counts_columns_says_nothing(heading: str) -> None:
    assert says_nothing(heading)


@pytest.mark.parametrize("heading", ["Nom", "Végétarien", "Colonne des noms"])
def test_a_heading_of_words_says_something(heading: str) -> None:
    assert not says_nothing(heading)


@pytest.mark.parametrize("heading", ["N°", "Numéro", "No.", "Number"])
def test_a_number_may_be_that_of_a_row_or_of_a_phone(heading: str) -> None:
    assert may_be_phones(heading)
    assert recognise(heading).field is None


@pytest.mark.parametrize("heading", ["Nom", "NOM(S)", "Name", "Votre nom", "Quel est votre nom ?"])
def test_a_bare_name_may_be_the_family_name(heading: str) -> None:
    assert may_be_family(heading)


@pytest.mark.parametrize("heading", ["Nom complet", "Nom et prénom", "Full name", "Display name", "Participant"])
def test_a_whole_name_is_never_the_family_name(heading: str) -> None:
    assert not may_be_family(heading)


def test_an_id_may_only_count_the_rows_and_a_barcode_never_does() -> None:
    assert may_only_count("ID")
    assert may_only_count("Réf.")
    assert not may_only_count("Code-barres")


def test_members_and_guests_may_be_ticked_off_and_names_may_not() -> None:
    assert names_somebody("Nom de l'invité")
    assert not names_somebody("Membre")
    assert not names_somebody("Invités")


@given(
    st.sampled_from(sorted(SURE)),
    st.sampled_from([str.upper, str.title, str.capitalize]),
    st.sampled_from(["", " *", " :", " ?"]),
)
def test_case_and_punctuation_never_change_what_a_heading_says(
    phrase: str, written: Callable[[str], str], ending: str
) -> None:
    assert recognise(written(phrase) + ending) == recognise(phrase)


@given(st.text(max_size=200))
def test_any_heading_has_one_answer(heading: str) -> None:
    said = recognise(heading)

    assert said.field is None or said.certainty > Certainty.NONE
