"""Changes of a code list on the wire."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from app.kit.wire import Code, Schema, refusal
from app.vocabulary.priority_schemas import HintIn, LabelIn

FIRST = re.compile("[a-z]")


def begins_with_a_letter(code: str) -> str:
    if not FIRST.match(code):
        raise refusal("Must begin with a letter from a to z.")
    return code


NewCode = Annotated[Code, AfterValidator(begins_with_a_letter)]
Version = Annotated[
    int, Field(ge=1, description="The version of the list that you looked at; 409 if it is no longer that.")
]


class TermIn(Schema):
    """A new term of a list. It comes last among those beside it."""

    version: Version
    code: NewCode | None = Field(
        None,
        description="For ever: a code is never used for anything else. Made from the label when left out.",
    )
    parent: Code | None = Field(
        None, description="The barrier of a sub-barrier, or the region above; other lists have none."
    )
    label: LabelIn = Field(examples=[{"en": "Waiting list closed", "de": "Warteliste geschlossen"}])
    hint: HintIn | None = None


class TermChange(Schema):
    """What is to be another one; what is left out stays, and null takes a hint away."""

    version: Version
    label: LabelIn | None = None
    hint: HintIn | None = None
    place: int | None = Field(
        None, ge=0, lt=10_000, description="Its place among those in use beside it, from 0."
    )


class TermMove(Schema):
    """Out of use, or back."""

    version: Version
