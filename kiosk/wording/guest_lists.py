"""What is said about a guest list: why a file cannot be one, what was wrong with a row, which columns were found."""

from collections.abc import Mapping

from kiosk.wording.catalog import N_

FAILURES: Mapping[str, str] = {
    "empty_file": N_("This file is empty."),
    "no_guests": N_("There is nobody in this file: it has no row under its headings."),
    "no_name_column": N_(
        "No column looks like a name. The headings are: %(headings)s. Say which: --map 'Heading=name'."
    ),
    "not_a_table": N_("This is %(kind)s, not a table of text: save it as CSV from your spreadsheet."),
    "list_too_large": N_("This file has %(size)s bytes; at most %(limit)s are taken. Split it."),
    "too_many_rows": N_("This list has more than %(limit)s rows. Split it."),
    "too_many_columns": N_("Row %(row)s has %(found)s columns; at most %(limit)s are taken."),
    "unknown_heading": N_("--map: there is no heading '%(heading)s'. The headings are: %(headings)s."),
    "unknown_field": N_("--map: there is no field '%(field)s'. The fields are: %(fields)s."),
    "field_twice": N_("--map: %(headings)s cannot all be '%(field)s'."),
    "unreadable": N_("The file cannot be read: %(why)s"),
}

ROWS: Mapping[str, str] = {
    "title": N_("a title, not a guest"),
    "total": N_("a total, not a guest"),
    "repeated_headings": N_("the headings again, not a guest"),
    "nameless": N_("no name, so not taken in"),
    "unreadable_phone": N_("the phone cannot be read; the guest is kept"),
    "several_phones": N_("several phones; the first is used"),
    "unreadable_email": N_("the e-mail cannot be read; the guest is kept"),
    "unreadable_amount": N_("the amount cannot be read; the guest is kept, at the event's price"),
    "unreadable_paid": N_("it is not clear whether this is paid; it counts as unpaid"),
    "part_paid": N_("part paid; it counts as unpaid"),
    "unknown_state": N_("the status is not one we know; it counts as registered"),
    "unknown_language": N_("the language is neither French nor English"),
    "unreadable_anchor": N_("it is not clear whether this guest is an anchor, so they are none"),
    "unreadable_hidden": N_("it is not clear whether to hide this guest, so they are hidden"),
    "shared_id": N_("several guests have this id, so it names nobody"),
    "long_name": N_("the name was cut; the whole is kept beside it"),
    "long_cell": N_("a cell of more than 2,000 letters was cut"),
    "removed_characters": N_("characters nobody can see were taken out"),
    "cell_without_heading": N_("a cell under no heading; it is kept"),
}

LIKENESSES: Mapping[str, str] = {
    "same_id": N_("the same id"),
    "same_phone": N_("the same phone and a like name"),
    "same_email": N_("the same e-mail and a like name"),
    "same_name": N_("the same name"),
    "like_name": N_("names that are nearly alike"),
}

FIELDS: Mapping[str, str] = {
    "name": N_("name"),
    "given": N_("first name"),
    "family": N_("family name"),
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "company": N_("company"),
    "role": N_("role"),
    "category": N_("category"),
    "language": N_("language"),
    "amount_due": N_("price"),
    "paid": N_("paid"),
    "state": N_("status"),
    "external_id": N_("ticket id"),
    "needs": N_("looks for"),
    "offers": N_("offers"),
    "need_text": N_("looks for"),
    "offer_text": N_("offers"),
    "hidden": N_("hidden"),
    "trade": N_("trade"),
    "chain": N_("place in the chain"),
    "objectives": N_("objectives"),
    "segment": N_("segment"),
    "anchor": N_("anchor"),
    "attention": N_("attention at the door"),
}
