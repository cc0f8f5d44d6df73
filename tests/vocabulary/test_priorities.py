"""Listening priorities: a lead sets them, phones get them, codes are never used twice."""

from typing import Any

from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient

PATH = "/api/v1/listening-priorities"
ASKED = {
    "label": {"en": "Who owns the recall list?", "de": "Wem gehört die Recall-Liste?"},
    "starts_on": "2026-11-01",
    "ends_on": "2026-12-31",
}


def on_phone(phone: Phone, cursor: str | None = None) -> list[dict[str, Any]]:
    items = phone.pull(cursor)["items"]
    return next((item["data"]["terms"] for item in items if item["id"] == "listening_priority"), [])


def test_a_priority_reaches_phones_and_is_answered_by_its_code(
    lead: PersonClient, phone_of_msl: Phone
) -> None:
    cursor = phone_of_msl.pull()["cursor"]
    made = lead.post(PATH, json=ASKED).json()
    assert (made["code"], made["retired"]) == ("who_owns_the_recall_list", False)
    (term,) = on_phone(phone_of_msl, cursor)
    assert term == made
    (result,) = phone_of_msl.push(phone_of_msl.create(listening_priority=made["code"]))
    assert result["status"] == "applied"
    cursor = phone_of_msl.pull()["cursor"]
    later = lead.patch(f"{PATH}/{made['code']}", json={"ends_on": None}).json()
    assert (later["starts_on"], later["ends_on"]) == ("2026-11-01", None)
    assert on_phone(phone_of_msl, cursor) == [later]
    assert lead.delete(f"{PATH}/{made['code']}").status_code == 204
    assert [term["retired"] for term in on_phone(phone_of_msl, cursor)] == [True]
    assert lead.post(PATH, json=ASKED).json()["code"] == "who_owns_the_recall_list_2"
    (result,) = phone_of_msl.push(phone_of_msl.create(listening_priority=made["code"]))
    assert result["status"] == "applied"


def test_dates_in_the_wrong_order_and_strangers_are_refused(lead: PersonClient, msl: PersonClient) -> None:
    assert lead.post(PATH, json=ASKED | {"ends_on": "2026-10-01"}).status_code == 422
    code = lead.post(PATH, json=ASKED | {"label": {"en": "Überweisung?"}}).json()["code"]
    assert code == "uberweisung"
    wrong = lead.patch(f"{PATH}/{code}", json={"starts_on": "2027-02-01"})
    assert wrong.json()["errors"][0]["pointer"] == "/ends_on"
    assert lead.patch(f"{PATH}/nobody", json={}).status_code == 404
    assert msl.post(PATH, json=ASKED).status_code == 403
