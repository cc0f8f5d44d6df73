"""Who sees what of themes: leads by region, other functions read-only, a commercial one behind the firewall."""

from typing import Any

import pytest
from fastapi import FastAPI

from app.config import Settings, ThemeSettings
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, done, make, page, say


def evidence_of(app: FastAPI, author: PersonClient, n: int) -> list[str]:
    rows = [{"region": "sweden", "hcp_ref": f"hcp-{at}", "hco_ref": f"hco-{at}"} for at in range(n)]
    return store_entries(app, author.person["id"], rows)


def test_a_lead_sees_themes_around_own_regions_and_curates_those_inside(
    lead: PersonClient, sign_in: SignIn
) -> None:
    swedish, nordic = make(lead, place={"region": "sweden"}), make(lead)
    anywhere = make(lead, place={"therapeutic_area": "oncology"})
    make(lead, place={"region": "italy"})
    local = sign_in("lead", regions=["sweden"])
    found = {one["id"]: one["own"] for one in done(local.get("/api/v1/themes"))["items"]}
    assert found == {swedish["id"]: True, nordic["id"]: False, anywhere["id"]: False}
    change = {"rev": nordic["rev"], "conclusion": "Mine now."}
    assert local.patch(f"/api/v1/themes/{nordic['id']}", json=change).status_code == 403
    assert done(local.patch(f"/api/v1/themes/{swedish['id']}", json=change))["conclusion"] == "Mine now."
    away = {"rev": page(local, swedish["id"])["rev"], "place": {"region": "nordics"}}
    assert local.patch(f"/api/v1/themes/{swedish['id']}", json=away).status_code == 403
    abroad = sign_in("lead", regions=["italy"])
    for method, path in (("GET", ""), ("PATCH", ""), ("GET", "/evidence"), ("GET", "/proposals")):
        body = change if method == "PATCH" else None
        assert abroad.request(method, f"/api/v1/themes/{swedish['id']}{path}", json=body).status_code == 404


def test_evidence_outside_a_leads_regions_is_counted_but_not_shown(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    made = make(lead, *evidence_of(app, msl, 2), place={"therapeutic_area": "oncology"})
    found = done(sign_in("lead", regions=["italy"]).get(f"/api/v1/themes/{made['id']}/evidence"))
    assert (found["items"], found["total"], found["hidden"]) == ([], 0, 2)


def test_another_function_reads_a_page_without_names_or_partners(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    made = make(lead, *evidence_of(app, msl, 3))
    act(lead, made["id"], partner_ref="hcp-secret")
    say(lead, made["id"], "Not cleared yet.", cleared=False)
    colleague = sign_in("colleague")
    found = page(colleague, made["id"])
    assert found["corroboration"]["supports"]["hcps"] == 3
    assert (found["by"], found["line_to_take_back"], found["own"], found["may"]) == (None, None, False, [])
    assert not any(word in str(found) for word in ("secret", "Lead", "cleared yet"))
    for path in (f"/themes/{made['id']}/evidence", "/entries", "/briefs", "/loop", "/sync/pull"):
        assert colleague.get(f"/api/v1{path}").status_code == 403


@pytest.fixture
def open_to_commercial(settings: Settings) -> None:
    settings.themes = ThemeSettings(commercial=True)


@pytest.mark.usefixtures("open_to_commercial")
def test_a_commercial_function_sees_broad_themes_without_hcps_and_hcos(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    broad, narrow = make(lead, *evidence_of(app, msl, 5)), make(lead, *evidence_of(app, msl, 4))
    seller = sign_in("commercial", "colleague")
    assert [one["id"] for one in done(seller.get("/api/v1/themes"))["items"]] == [broad["id"]]
    assert seller.get(f"/api/v1/themes/{narrow['id']}").status_code == 404
    side: dict[str, Any] = page(seller, broad["id"])["corroboration"]["supports"]
    assert (side["places"], side["entries"], side["hcps"], side["hcos"], side["authors"]) == (
        *(5, 5),
        *(None, None, None),
    )


def test_a_commercial_function_sees_nothing_unless_switched_on(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    made = make(lead, *evidence_of(app, msl, 6))
    seller = sign_in("commercial")
    assert done(seller.get("/api/v1/themes"))["total"] == 0
    assert seller.get(f"/api/v1/themes/{made['id']}").status_code == 404
    assert seller.get("/api/v1/entries").status_code == 403


def test_every_change_has_its_line_in_the_trail_without_a_word_of_it(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    (note,) = evidence_of(app, msl, 1)
    made = make(lead, note)
    act(lead, made["id"])
    say(lead, made["id"], "Say this.", cleared=True)
    assert lead.delete(f"/api/v1/themes/{made['id']}/links/{note}").status_code == 204
    with app.state.database.read() as session:
        lines = session.connection().exec_driver_sql(
            "SELECT action, facts FROM audit_event WHERE actor_id IS NOT NULL ORDER BY no"
        )
        found = [(row[0], str(row[1])) for row in lines]
    assert [action for action, _ in found if not action.startswith("session")] == [
        *("theme:created", "action:added", "theme:line-set", "theme:unlinked")
    ]
    assert not any("recall" in facts or "Say" in facts for _, facts in found)
