"""A change of role or region counts at once, and makes a phone list again without losing its outbox."""

from fastapi import FastAPI

from app.accounts.commands import change_scope
from tests.fixtures.field import Phone
from tests.fixtures.people import SignIn


def test_a_phone_is_told_and_what_it_holds_still_arrives(phone_of_msl: Phone, app: FastAPI) -> None:
    phone_of_msl.push(phone_of_msl.create(text="Before."))
    page = phone_of_msl.pull()
    waiting = phone_of_msl.create(text="Typed before the change, sent after it.")
    with app.state.database.write() as session:
        change_scope(session, phone_of_msl.client.email, roles=["msl"], regions=["dach"])
    told = phone_of_msl.pull(page["cursor"])
    assert told["scope_version"] == page["scope_version"] + 1
    (result,) = phone_of_msl.push(waiting)
    assert result["status"] == "applied"
    assert len(phone_of_msl.pull_entries()) == 2


def test_a_lead_given_another_region_sees_that_one_from_the_next_request_on(
    sign_in: SignIn, phone_of_msl: Phone, app: FastAPI
) -> None:
    phone_of_msl.push(phone_of_msl.create())
    lead = sign_in("lead", regions=["dach"])
    assert lead.get("/api/v1/entries").json()["total"] == 0
    with app.state.database.write() as session:
        change_scope(session, lead.email, roles=["lead"], regions=["nordics"])
    assert lead.get("/api/v1/entries").json()["total"] == 1
    with app.state.database.write() as session:
        change_scope(session, lead.email, roles=["admin"], regions=None)
    assert lead.get("/api/v1/entries").status_code == 403


def test_an_entry_that_leaves_a_leads_regions_is_taken_back(sign_in: SignIn, phone_of_msl: Phone) -> None:
    kept, moved, elsewhere = (
        phone_of_msl.create(region=region) for region in ("sweden", "sweden", "germany")
    )
    phone_of_msl.push(kept, moved, elsewhere)
    nordic, german = (Phone(sign_in("lead", regions=[region])) for region in ("nordics", "germany"))
    held = nordic.pull()
    assert {item["id"] for item in held["items"] if item["kind"] == "entry"} == {kept["id"], moved["id"]}
    phone_of_msl.push(phone_of_msl.update(moved["id"], 1, region="germany"))
    phone_of_msl.push(phone_of_msl.update(elsewhere["id"], 1, text="Nobody there ever saw this one."))
    (gone,) = nordic.pull_entries(held["cursor"])
    assert (gone["id"], gone["deleted"], gone["data"]) == (moved["id"], True, None)
    assert nordic.pull_entries(nordic.pull(held["cursor"])["cursor"]) == []
    assert {item["id"]: item["deleted"] for item in german.pull_entries()} == {
        moved["id"]: False,
        elsewhere["id"]: False,
    }
    (own,) = [item for item in phone_of_msl.pull_entries(held["cursor"]) if item["id"] == moved["id"]]
    assert own["data"]["region"] == "germany"
