"""The fields of an entry, named once: which a phone may write, which words are allowed where."""

KINDS = ("observation", "reaction", "nothing_new")
SOLICITED = ("yes", "no", "not_applicable")
STANCES = ("supports", "contradicts", "refines")
SAFETY_ANSWERS = ("yes", "no")
SAFETY_STATUSES = ("none", "suspected", "handed_off", "not_an_event")

# Written by the author's phone, compared and merged field by field.
CONTENT = (
    "kind",
    "visited_on",
    "captured_at",
    "barrier",
    "sub_barrier",
    "text",
    "so_what",
    "next_step",
    "therapeutic_area",
    "stakeholder_type",
    "channel",
    "hco_type",
    "region",
    "hcp_ref",
    "hco_ref",
    "solicited",
    "evidence",
    "listening_priority",
    "theme_id",
    "stance",
    "safety_answer",
    "safety_status",
    "safety_reason",
    "aware_at",
    "flags",
)

# Fields that hold a code, and the code list each is checked against.
CODED = {
    "barrier": "barrier",
    "sub_barrier": "sub_barrier",
    "region": "region",
    "therapeutic_area": "therapeutic_area",
    "stakeholder_type": "stakeholder_type",
    "channel": "channel",
    "hco_type": "hco_type",
    "listening_priority": "listening_priority",
}
