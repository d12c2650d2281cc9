"""What must hold after a rehearsal, in words."""

from collections.abc import Mapping

from kiosk.wording.catalog import N_

INVARIANTS: Mapping[str, str] = {
    "everybody_admitted_once": N_("Everybody was admitted, each once."),
    "inside_is_entries_minus_exits": N_("Inside are those who came in and did not leave."),
    "a_retry_gets_the_first_answer": N_("A repeated request got its first answer."),
    "sequence_never_repeats": N_("No two scans have the same number."),
    "takings_match_payments": N_("The takings are what was paid, to the franc."),
    "every_claimed_phone_was_suggested_somebody": N_("Every phone was suggested somebody."),
    "most_phones_were_suggested_somebody_within_a_minute": N_("Nearly every phone was suggested somebody in a minute."),
    "a_card_is_shared_by_two_at_most": N_("A suggestion was seen by two people and nobody else."),
    "mutual_only_after_own_yes": N_("Nobody was sent to a meeting without having said yes."),
    "phones_show_what_the_server_says": N_("Phones show what the server says."),
    "people_met": N_("People met."),
}
