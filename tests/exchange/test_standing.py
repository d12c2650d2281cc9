"""Where an order stands and whether it is paid, in the words of organisers: nobody gets in free by a misreading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import AttendeeState
from kiosk.exchange.guest_list import GuestRow, RowProblem
from kiosk.exchange.read import read_guest_list
from kiosk.exchange.standing import read_payment, read_state, read_yes


def only_guest(text: str) -> GuestRow:
    (guest,) = read_guest_list(text.encode()).rows
    return guest


@pytest.mark.parametrize("text", ["oui", "Oui.", "YES", "vrai", "TRUE", "1", "x", "X", "OK!", "✓", "✔️", "☑️", "fait"])
def test_a_yes_is_read_in_words_letters_and_ticks(text: str) -> None:
    assert read_yes(text) is True


@pytest.mark.parametrize("text", ["non", "NON.", "no", "FAUX", "false", "0", "❌", "☐", "-", "pas encore", "not yet"])
def test_a_no_is_read_in_words_letters_and_crosses(text: str) -> None:
    assert read_yes(text) is False


@pytest.mark.parametrize("text", ["", "peut-être", "oui et non", "2", "n/a", "?"])
def test_neither_yes_nor_no_is_not_guessed(text: str) -> None:
    assert read_yes(text) is None


@pytest.mark.parametrize(
    "text",
    ["payé", "Payée", "PAYÉS", "Payé le 12/11", "Payé par OM", "payé à 100%", "réglé", "Soldé", "Paid", "prepaid"],
)
def test_paid_is_read_in_every_form_of_the_word(text: str) -> None:
    assert read_payment(text) is True


@pytest.mark.parametrize("text", ["gratuit", "Gratuité", "Free", "offert", "offerte", "complimentary"])
def test_nothing_to_pay_counts_as_paid(text: str) -> None:
    assert read_payment(text) is True


@pytest.mark.parametrize("text", ["Paiement reçu", "payement effectué", "Payment received"])
def test_a_payment_that_arrived_counts_as_paid(text: str) -> None:
    assert read_payment(text) is True


@pytest.mark.parametrize(
    "text",
    ["impayé", "impayée", "non payé", "non-payée", "PAS PAYE", "pas encore réglé", "n'a jamais payé", "non soldé"],
)
def test_unpaid_is_read_in_french(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize("text", ["unpaid", "Not paid", "not yet paid", "hasn't paid", "never paid", "No payment"])
def test_unpaid_is_read_in_english(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize("text", ["à payer", "à régler", "a regler demain", "va payer", "to be paid", "will pay"])
def test_what_is_still_to_be_paid_is_not_paid(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize(
    "text",
    ["à régler sur place", "paye à l'entrée", "payera à l'entrée", "paiera sur place", "Pay at the door"],
)
def test_a_promise_to_pay_at_the_door_is_not_paid(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Partiellement payé",
        "part paid",
        "half paid",
        "moitié payé",
        "payé en partie",
        "Payé à 50%",
        "50 % payé",
        "Payé 5000 sur 10000",
    ],
)
def test_part_paid_is_not_paid(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize("text", ["avance", "avance 5000", "Acompte versé", "deposit", "Payé (acompte)", "reste 5000"])
def test_a_deposit_is_not_paid(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize(
    "text", ["En attente de paiement", "Pending payment", "payement en attente", "paiement non effectué"]
)
def test_a_payment_that_is_awaited_is_not_paid(text: str) -> None:
    assert read_payment(text) is False


@pytest.mark.parametrize("text", ["", "MoMo", "cash", "VIP", "50%", "Freelance", "free-lance", "payeur", "soldeur"])
def test_words_that_do_not_speak_of_payment_are_not_guessed(text: str) -> None:
    assert read_payment(text) is None


@pytest.mark.parametrize(
    "text",
    ["Attending", "Checked In", "Confirmé", "confirmée", "Validé", "Approved", "Completed", "Présente", "Je viens"],
)
def test_who_is_coming_is_registered(text: str) -> None:
    assert read_state(text) is AttendeeState.REGISTERED


@pytest.mark.parametrize("text", ["Annulé", "Annulée", "Cancelled", "Canceled", "Deleted", "désistement", "expired"])
def test_who_withdrew_is_cancelled(text: str) -> None:
    assert read_state(text) is AttendeeState.CANCELLED


@pytest.mark.parametrize("text", ["Remboursé", "remboursée", "Refunded", "annulé - remboursé", "Chargeback"])
def test_who_was_paid_back_is_refunded(text: str) -> None:
    assert read_state(text) is AttendeeState.REFUNDED


@pytest.mark.parametrize(
    "text",
    ["Declined", "Not Attending", "Refusé", "absente", "ne viendra pas", "Can't come", "Excusé", "empêchée", "non"],
)
def test_who_stays_away_declined(text: str) -> None:
    assert read_state(text) is AttendeeState.DECLINED


@pytest.mark.parametrize(
    "text",
    ["Non, je ne pourrai pas venir", "Je ne peux pas venir", "Ne sera pas là", "No, sorry", "I won't be attending"],
)
def test_a_sentence_that_says_no_declines(text: str) -> None:
    assert read_state(text) is AttendeeState.DECLINED


@pytest.mark.parametrize("text", ["Not registered", "unregistered", "Désinscrit", "non inscrit", "Disapproved"])
def test_the_opposite_of_registered_is_not_registered(text: str) -> None:
    assert read_state(text) is AttendeeState.DECLINED


@pytest.mark.parametrize("text", ["Waitlist", "liste d'attente", "pending_approval", "à confirmer", "non confirmé"])
def test_who_is_not_sure_of_a_place_waits(text: str) -> None:
    assert read_state(text) is AttendeeState.WAITING


@pytest.mark.parametrize("text", ["Invité", "invited", "Invitation envoyée", "Maybe", "peut-être", "sans réponse"])
def test_who_has_not_answered_is_invited(text: str) -> None:
    assert read_state(text) is AttendeeState.INVITED


@pytest.mark.parametrize("text", ["En attente de paiement", "Pending payment", "payé"])
def test_an_order_that_only_lacks_its_payment_is_registered(text: str) -> None:
    assert read_state(text) is AttendeeState.REGISTERED


@pytest.mark.parametrize("text", ["payé puis annulé", "Paid - Cancelled", "annulé, non payé"])
def test_a_cancelled_order_stays_cancelled_whatever_was_paid(text: str) -> None:
    assert read_state(text) is AttendeeState.CANCELLED


@pytest.mark.parametrize("text", ["", "VIP", "MoMo", "Transféré"])
def test_a_state_nobody_knows_is_not_guessed(text: str) -> None:
    assert read_state(text) is None


def test_an_unknown_state_is_noted_and_the_guest_kept() -> None:
    listed = read_guest_list("Nom;Statut\nAwa Ndi;transféré\n".encode())

    assert listed.rows[0].state is AttendeeState.REGISTERED
    assert listed.rows[0].extra == {"Statut": "transféré"}
    assert [each.problem for each in listed.notes] == [RowProblem.UNKNOWN_STATE]


def test_words_of_the_state_column_say_that_it_is_paid_too() -> None:
    guest = only_guest("Nom;Statut\nAwa Ndi;payé\n")

    assert (guest.state, guest.paid) == (AttendeeState.REGISTERED, True)


def test_the_column_of_payments_outweighs_the_words_of_the_state() -> None:
    guest = only_guest("Nom;Statut;Payé\nAwa Ndi;payé;non\n")

    assert guest.paid is False


def test_cancelled_in_the_column_of_payments_cancels() -> None:
    guest = only_guest("Nom;Payé\nAwa Ndi;annulé\n")

    assert (guest.state, guest.paid) == (AttendeeState.CANCELLED, None)


def test_a_sum_below_the_price_is_part_paid_and_kept() -> None:
    listed = read_guest_list("Nom;Montant;Montant payé\nAwa Ndi;10 000;4 000\n".encode())

    assert listed.rows[0].paid is False
    assert listed.rows[0].extra == {"Montant payé": "4 000"}
    assert [each.problem for each in listed.notes] == [RowProblem.PART_PAID]


@pytest.mark.parametrize(("handed_over", "paid"), [("10 000", True), ("12 000", True), ("4 000", False), ("0", False)])
def test_a_sum_pays_when_it_reaches_the_price(handed_over: str, paid: bool) -> None:
    guest = only_guest(f"Nom;Montant;Montant payé\nAwa Ndi;10 000;{handed_over}\n")

    assert guest.paid is paid


def test_a_payment_that_cannot_be_read_is_noted_and_nobody_is_let_in_for_it() -> None:
    listed = read_guest_list("Nom;Payé\nAwa Ndi;voir Paul\n".encode())

    assert listed.rows[0].paid is None
    assert [each.problem for each in listed.notes] == [RowProblem.UNREADABLE_PAID]


def test_a_freelancer_is_not_somebody_who_enters_for_free() -> None:
    guest = only_guest("Nom;Situation\nAwa Ndi;Freelance\n")

    assert guest.paid is None


@given(
    st.sampled_from(["non", "pas", "pas encore", "jamais"]),
    st.sampled_from(["payé", "PAYÉE", "réglé", "Soldée"]),
    st.sampled_from([" ", "-", "  "]),
)
def test_a_negation_before_the_word_always_turns_it(negation: str, word: str, between: str) -> None:
    assert read_payment(word) is True
    assert read_payment(negation + between + word) is False


@given(st.text(max_size=80))
def test_any_words_at_all_are_read_without_a_stumble(text: str) -> None:
    assert read_yes(text) in {True, False, None}
    assert read_payment(text) in {True, False, None}
    assert read_state(text) in {*AttendeeState, None}
