"""Why a sign-on came to nothing: a word for the sign-in screen, a sentence for the log. Neither repeats a claim."""

from typing import Literal

Reason = Literal[
    "cancelled",  # the person, or the provider on their behalf, said no
    "expired",  # another browser, or too late
    "unreachable",  # the provider does not answer, or nonsense
    "failed",  # what it answered does not hold
    "unknown",  # vouched for, but there is no account
    "taken",  # an account with this address exists and is not theirs yet
    "no_email",
    "no_role",
    "inactive",
]


class SignOnRefused(Exception):  # noqa: N818 - not a fault of the program
    """No session is opened."""

    def __init__(self, reason: Reason, why: str, person_id: str | None = None) -> None:
        super().__init__(why)
        self.reason: Reason = reason
        self.why = why
        self.person_id = person_id
