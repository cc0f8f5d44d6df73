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
