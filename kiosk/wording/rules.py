"""What the matching rules mean, for whoever runs the evening."""

from collections.abc import Mapping

from kiosk.wording.catalog import N_

MEANINGS: Mapping[str, str] = {
    "need_offer": N_("they offer what this person looks for"),
    "chain": N_("they stand next to each other in a distribution chain"),
    "same_trade": N_("they have the same trade, or linked ones"),
    "objectives": N_("they came for the same thing"),
    "shared": N_("they have a group in common"),
    "language": N_("they have a language to talk in"),
    "segment": N_("you want their two segments to meet"),
}
VETOES: Mapping[str, str] = {
    "same_company": N_("two people of one company"),
    "only_new": N_("two people who know each other, where one asked for new people"),
    "competitor": N_("somebody whose trade this person avoids"),
    "segments_apart": N_("two segments that you keep apart"),
    "met": N_("two people who met this evening"),
    "private": N_("somebody whom a person refused or blocked; nobody is told"),
}
SETTINGS: Mapping[str, str] = {
    "weighted": N_("yes: the weights above count; no: every criterion counts once"),
    "segments": N_("segments that should meet, such as startup+investor=2"),
    "segments_apart": N_("segments that must not meet, such as press+sponsor"),
    "same_company": N_("yes: people of one company may be sent to each other"),
    "only_new": N_("yes: nobody is ever sent to somebody they know"),
    "known_factor": N_("what a pair that knows each other keeps of its value, 0 to 1"),
    "shortfall": N_("how much more those count who met fewer people than most"),
    "explore": N_("share of pairs that are tried out although others look better, 0 to 1"),
    "swap_gain": N_("how much better a new pair must be before it replaces a name on show, as a share"),
    "sector_share": N_("share of a list, rounded up, that people of one sector may take, 0 to 1"),
    "diversity": N_("how much lists may lose so that they hold more sectors and hosts meet more guests, as a share"),
    "min_fit": N_("how alike two texts must be to count, 0 to 1"),
}
