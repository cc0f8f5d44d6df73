"""The error tree: what an answer holds, and that its drawing in the docstring is true."""

import re

import pytest

from app.kit import problems
from app.kit.problems import (
    Conflict,
    CursorAhead,
    EpochChanged,
    FieldError,
    Invalid,
    NotFound,
    Problem,
    TooManyRequests,
    Unavailable,
    kinds,
    pointer,
)


def of_the_kit() -> list[type[Problem]]:
    return [kind for kind in kinds() if kind.__module__ == "app.kit.problems"]


def test_an_instance_shows_its_kind_its_sentence_and_the_request():
    assert NotFound("There is no such entry.").to_dict("r-1") == {
        "type": "/problems/not-found",
        "title": "There is nothing here",
        "status": 404,
        "detail": "There is no such entry.",
        "request_id": "r-1",
    }


def test_within_the_result_of_a_batch_there_is_no_request_id():
    shown = Invalid(errors=[FieldError("/ops/0/fields/barrier", "Is not a barrier.")]).to_dict()
    assert "request_id" not in shown
    assert shown["errors"] == [{"pointer": "/ops/0/fields/barrier", "detail": "Is not a barrier."}]
    assert shown["detail"] == "barrier: Is not a barrier."


def test_several_fields_are_counted_rather_than_strung_together():
    errors = [FieldError("/a", "Is required."), FieldError("/limit", "Must be 1 or more.", "query")]
    shown = Invalid(errors=errors).to_dict()
    assert shown["detail"] == "2 fields need attention. Nothing was changed."
    assert shown["errors"][1] == {"pointer": "/limit", "detail": "Must be 1 or more.", "in": "query"}


def test_a_member_of_its_own_is_shown_and_can_pass_for_no_standard_one():
    assert EpochChanged(epoch="e2").to_dict()["epoch"] == "e2"
    assert CursorAhead(epoch="e2", head=7).to_dict()["head"] == 7
    assert Problem(members={"status": 200, "extra": 1}).to_dict()["status"] == 500


def test_what_can_be_waited_for_says_how_long():
    assert TooManyRequests(retry_after=30).headers == {"Retry-After": "30"}
    assert TooManyRequests(retry_after=0).headers == {"Retry-After": "1"}, (
        "0 would be an invitation to hammer"
    )
    assert Unavailable().headers == {"Retry-After": "5"}


def test_a_conflict_of_a_special_kind_is_still_a_conflict():
    with pytest.raises(Conflict):
        raise EpochChanged(epoch="e2")


def test_pointers_are_escaped_and_short():
    assert pointer("ops", 0, "a/b~c") == "/ops/0/a~1b~0c"
    assert pointer() == ""
    assert len(pointer("x" * 10_000)) == 65


def test_slugs_are_unique_and_every_kind_says_what_it_is():
    slugs = [kind.slug for kind in of_the_kit()]
    assert len(slugs) == len(set(slugs))
    for kind in of_the_kit():
        for said in ("title", "advice"):
            assert getattr(kind, said), kind
        if kind is not Problem:
            assert "slug" in vars(kind), f"{kind.__name__} would be documented on its parent's page"


def test_the_drawing_in_the_docstring_is_the_tree():
    drawn = re.findall(r"^( *)[+-]? ?([A-Z]\w+)(?: (\d{3}))?$", problems.__doc__ or "", re.MULTILINE)
    tree = {(name, int(status) if status else None) for _, name, status in drawn}
    expected: set[tuple[str, int | None]] = {("Problem", None)}
    for kind in of_the_kit():
        if kind is not Problem:
            expected.add((kind.__name__, kind.status if kind.__base__ is Problem else None))
    assert tree == expected
