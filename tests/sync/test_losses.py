"""An entry that never arrived is visible; one that waits, or was given up, is no loss."""

from datetime import timedelta
from typing import Any

import pytest

from app.kit import clock
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn


def devices(person: PersonClient) -> list[dict[str, Any]]:
    answer = person.get("/api/v1/sync/devices")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_number_that_never_came_is_a_hole_by_name(phone_of_msl: Phone, lead: PersonClient) -> None:
    first, lost, third = (phone_of_msl.create(text=f"Note {n}") for n in range(3))
    phone_of_msl.send(first, third, pending=2)
    (device,) = devices(lead)
    assert (device["missing"], device["holes"]) == (1, [[2, 2]])
    assert device["person"]["id"] == phone_of_msl.client.person["id"]
    phone_of_msl.push(lost)
    assert devices(lead)[0]["missing"] == 0


def test_what_waits_on_the_phone_is_not_lost(phone_of_msl: Phone, lead: PersonClient) -> None:
    first, *_waiting = (phone_of_msl.create(text=f"Note {n}") for n in range(5))
    phone_of_msl.send(first, pending=5)
    (device,) = devices(lead)
    assert (device["missing"], device["pending"], device["is_quiet"]) == (0, 4, False)


def test_what_the_person_gave_up_is_not_lost(phone_of_msl: Phone, lead: PersonClient) -> None:
    _given_up, second = phone_of_msl.create(), phone_of_msl.create()
    for _ in range(2):  # told again, as after a lost answer
        phone_of_msl.send(second, given_up=[1])
    assert devices(lead)[0]["missing"] == 0


def test_a_number_both_given_up_and_arrived_hides_no_other(phone_of_msl: Phone, lead: PersonClient) -> None:
    """The answer to the first was lost, and its person gave it up; the second never came."""
    first, _lost, third = (phone_of_msl.create() for _ in range(3))
    phone_of_msl.push(first)
    phone_of_msl.send(third, given_up=[1])
    assert devices(lead)[0]["holes"] == [[2, 2]]


def test_a_refused_op_has_arrived(phone_of_msl: Phone, lead: PersonClient) -> None:
    phone_of_msl.push(phone_of_msl.create(barrier="no_such"))
    assert devices(lead)[0]["missing"] == 0


def test_a_phone_gone_quiet_with_something_on_it_comes_first(
    sign_in: SignIn, lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet, lively = (Phone(sign_in("msl", regions=["sweden"])) for _ in range(2))
    quiet.send(quiet.create(), pending=3)
    moment = clock.now() + timedelta(days=3)
    monkeypatch.setattr("app.sync.commands.now", lambda: moment)
    monkeypatch.setattr("app.sync.losses.now", lambda: moment)
    lively.send(lively.create(), pending=1)
    assert [device["is_quiet"] for device in devices(lead)] == [True, False]


def test_a_lead_sees_the_phones_of_the_own_regions(
    sign_in: SignIn, phone_of_msl: Phone, admin: PersonClient
) -> None:
    phone_of_msl.push(phone_of_msl.create())
    assert len(devices(sign_in("lead", regions=["nordics"]))) == 1
    assert devices(sign_in("lead", regions=["dach"])) == []
    assert len(devices(admin)) == 1
    assert phone_of_msl.client.get("/api/v1/sync/devices").status_code == 403
