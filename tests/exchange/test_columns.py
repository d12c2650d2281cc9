"""Which field each column is: as the organiser says, else by its heading, else by its cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.columns import letters
from kiosk.exchange.errors import FieldTwiceError, NoNameColumnError, UnknownFieldError, UnknownHeadingError
from kiosk.exchange.guest_list import Field, GuestList
from kiosk.exchange.read import read_guest_list


def listed(text: str, mapping: dict[str, str] | None = None) -> GuestList:
    return read_guest_list(text.encode(), mapping=mapping or {})


def fields(text: str, mapping: dict[str, str] | None = None) -> list[Field | None]:
    return [column.field for column in listed(text, mapping).columns]


@pytest.mark.parametrize(
    "headings", ["Nom;Prénom", "Votre nom;Votre prénom", "Quel est votre nom ?;Quel est votre prénom ?"]
)
def test_a_form_that_asks_for_both_names_gives_the_whole_name(headings: str) -> None:
    guest = listed(f"{headings}\nNdi;Awa\n").rows[0]

    assert (guest.name, guest.given, guest.family) == ("Awa Ndi", "Awa", "Ndi")


def test_nom_beside_prenom_is_the_whole_name_where_its_cells_hold_the_given_name_too() -> None:
    guest = listed("Nom;Prénom\nNdi Awa;Awa\nEko Paul;Paul\n").rows[0]

    assert (guest.name, guest.given, guest.family) == ("Ndi Awa", "Awa", None)


def test_a_full_name_beside_its_parts_is_the_name() -> None:
    guest = listed("name,first_name,last_name\nAwa Rose Ndi,Awa,Ndi\n").rows[0]

    assert (guest.name, guest.given, guest.family) == ("Awa Rose Ndi", "Awa", "Ndi")


@pytest.mark.parametrize("other", ["Event Name", "Nom de l'accompagnant", "Nom du groupe", "Personne à prévenir"])
def test_nobody_is_called_by_a_name_that_only_stands_beside_theirs(other: str) -> None:
    guest = listed(f"Prénom;Nom de famille;{other}\nAwa;Ndi;Paul Eko\n").rows[0]

    assert guest.name == "Awa Ndi"
    assert guest.extra == {other: "Paul Eko"}


@pytest.mark.parametrize("heading", ["Membre", "Participant", "Invité"])
def test_a_column_of_ticks_names_nobody(heading: str) -> None:
    guest = listed(f"{heading};Nom\noui;Awa Ndi\nnon;Paul Eko\n").rows[0]

    assert guest.name == "Awa Ndi"
    assert guest.extra == {heading: "oui"}


def test_a_column_of_counts_under_guests_names_nobody() -> None:
    guest = listed("Guests,Full name\n2,Awa Ndi\n3,Paul Eko\n").rows[0]

    assert guest.name == "Awa Ndi"


@pytest.mark.parametrize("heading", ["Contact", "Contacts", "Numéro", "N°"])
def test_a_column_of_phones_is_found_under_a_vague_heading(heading: str) -> None:
    assert fields(f"Nom;{heading}\nAwa Ndi;677001122\nPaul Eko;699887766\n") == [Field.NAME, Field.PHONE]


def test_a_column_of_several_phones_a_cell_is_found_too() -> None:
    assert fields("Nom;Contact\nAwa Ndi;677001122/699887766\nPaul Eko;677001123 ou 699887767\n")[1] is Field.PHONE


def test_numbers_of_rows_are_no_phones_and_no_ids() -> None:
    assert fields("N°;ID;Nom\n1;1;Awa Ndi\n2;2;Paul Eko\n") == [None, None, Field.NAME]


def test_ids_that_do_more_than_count_are_ids() -> None:
    assert fields("ID;Nom\n48213;Awa Ndi\n48377;Paul Eko\n") == [Field.EXTERNAL_ID, Field.NAME]


def test_emails_and_phones_under_each_others_heading_are_put_right() -> None:
    assert fields("Nom;Tél. / Email\nAwa Ndi;677001122\n") == [Field.NAME, Field.PHONE]
    assert fields("Nom;Contact WhatsApp\nAwa Ndi;awa@example.org\n") == [Field.NAME, Field.EMAIL]


def test_emails_under_an_unknown_heading_are_found() -> None:
    assert fields("Nom;Écrire à\nAwa Ndi;awa@example.org\n") == [Field.NAME, Field.EMAIL]


@pytest.mark.parametrize("heading", ["Tarif", "Participation"])
def test_prices_under_a_heading_of_words_are_amounts(heading: str) -> None:
    guest = listed(f"Nom;{heading}\nAwa Ndi;5 000 F\nPaul Eko;10 000 F\n").rows[0]

    assert guest.amount_due == 5_000


@pytest.mark.parametrize("heading", ["Soldé", "SOLDE", "Montant"])
def test_yes_and_no_under_a_heading_of_money_mean_paid(heading: str) -> None:
    assert [each.paid for each in listed(f"Nom;{heading}\nAwa Ndi;oui\nPaul Eko;non\n").rows] == [True, False]


def test_figures_under_solde_are_what_is_left_to_pay() -> None:
    assert [each.amount_due for each in listed("Nom;Solde\nAwa Ndi;0\nPaul Eko;1\n").rows] == [0, 1]


def test_words_under_the_heading_of_prices_stay_a_category() -> None:
    assert listed("Nom;Tarif\nAwa Ndi;VIP\nPaul Eko;Étudiant\n").rows[0].category == "VIP"


def test_civilities_under_title_are_no_role() -> None:
    guest = listed("Titre;Nom\nMme;Awa Ndi\nM.;Paul Eko\n").rows[0]

    assert (guest.role, guest.extra) == (None, {"Titre": "Mme"})


@pytest.mark.parametrize("heading", ["Besoin d'hébergement ?", "Do you need a visa?", "Pouvez-vous offrir un trajet ?"])
def test_a_yes_or_no_is_never_quoted_as_what_somebody_seeks_or_offers(heading: str) -> None:
    guest = listed(f"Nom;{heading}\nAwa Ndi;Oui\nPaul Eko;Non\n").rows[0]

    assert (guest.need_text, guest.offer_text) == ("", "")


def test_special_needs_are_kept_and_quoted_to_nobody() -> None:
    guest = listed("Nom;Besoins particuliers\nAwa Ndi;fauteuil roulant\n").rows[0]

    assert (guest.need_text, guest.needs) == ("", ())
    assert guest.extra == {"Besoins particuliers": "fauteuil roulant"}


def test_yes_and_no_under_a_heading_of_something_else_let_nobody_in_for_free() -> None:
    assert listed("Nom;Végétarien\nAwa Ndi;oui\nPaul Eko;oui\n").rows[0].paid is None


def test_yes_and_no_without_a_heading_mean_paid() -> None:
    assert [each.paid for each in listed("Nom;Tel;\nAwa Ndi;677001122;oui\nPaul Eko;677001123;non\n").rows] == [
        True,
        False,
    ]


def test_the_first_of_two_columns_of_one_field_has_it_and_the_other_is_kept() -> None:
    guest = listed("Nom;Téléphone;Téléphone 2\nAwa Ndi;677001122;699887766\n").rows[0]

    assert guest.phone == "+237677001122"
    assert guest.extra == {"Téléphone 2": "699887766"}


def test_two_columns_of_one_heading_are_told_apart_by_a_number() -> None:
    headings = [column.heading for column in listed("Nom;Sac;Sac;Sac\nAwa Ndi;a;b;c\n").columns]

    assert headings == ["Nom", "Sac", "Sac (2)", "Sac (3)"]


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    guest = listed("Nom;;Tel\nAwa Ndi;bleu;677001122\n").rows[0]

    assert guest.extra == {"B": "bleu"}


def test_samples_are_the_first_three_different_cells() -> None:
    column = listed(
        "Nom;Sac\nAwa Ndi;bleu\nPaul Eko;bleu\nZoé Bih;\nBen Fon;vert\nLéa Mbo;rouge\nTom Ngu;noir\n"
    ).columns[1]

    assert column.samples == ("bleu", "vert", "rouge")


@pytest.mark.parametrize("said", ["Qui", "qui", " QUI ", "Qui ?"])
def test_a_mapping_finds_its_heading_whatever_the_case_and_punctuation(said: str) -> None:
    assert fields("Qui;Nom\nAwa Ndi;Lions\n", {said: "name"})[0] is Field.NAME


def test_a_mapping_to_extra_keeps_a_column_from_being_guessed() -> None:
    guest = listed("Nom;Téléphone\nAwa Ndi;677001122\n", {"Téléphone": "extra"}).rows[0]

    assert (guest.phone, guest.extra) == (None, {"Téléphone": "677001122"})


def test_a_mapping_by_letter_names_a_column_of_a_list_without_headings() -> None:
    guest = listed("Awa Ndi;677001122;Lions\nPaul Eko;699887766;Aigles\n", {"C": "company"}).rows[0]

    assert (guest.name, guest.company) == ("Awa Ndi", "Lions")


def test_a_mapping_may_keep_two_columns_as_extra() -> None:
    assert fields("Nom;A1;B1\nAwa Ndi;x;y\n", {"A1": "extra", "B1": "extra"}) == [Field.NAME, None, None]


def test_an_unknown_heading_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownHeadingError) as refused:
        listed("Nom;Tel\nAwa Ndi;677001122\n", {"Ville": "trade"})

    assert refused.value.headings == ("Nom", "Tel")


def test_an_unknown_field_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFieldError) as refused:
        listed("Nom;Tel\nAwa Ndi;677001122\n", {"Tel": "fax"})

    assert set(refused.value.fields) == {*Field, "extra"}


def test_two_columns_cannot_be_told_to_be_one_field() -> None:
    with pytest.raises(FieldTwiceError) as refused:
        listed("Nom;A1;B1\nAwa Ndi;x;y\n", {"A1": "role", "B1": "role"})

    assert refused.value.headings == ("A1", "B1")


def test_a_list_in_which_nobody_can_be_named_is_refused_with_its_headings() -> None:
    with pytest.raises(NoNameColumnError) as refused:
        listed("Tel;Mail\n677001122;awa@example.org\n")

    assert refused.value.headings == ("Tel", "Mail")


@pytest.mark.parametrize(("place", "called"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (59, "BH")])
def test_columns_are_lettered_as_in_a_spreadsheet(place: int, called: str) -> None:
    assert letters(place) == called


@given(st.integers(min_value=0, max_value=20_000), st.integers(min_value=0, max_value=20_000))
def test_no_two_columns_have_the_same_letters(a: int, b: int) -> None:
    assert (letters(a) == letters(b)) == (a == b)
