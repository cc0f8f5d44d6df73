"""What a lead does with themes, on both databases: gather, corroborate, climb, answer, merge, split."""

from typing import Any

import pytest
from fastapi import FastAPI

from app.erasure.commands import erase_entries
from app.likeness.commands import carry_on
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import CONCLUSION, act, change_action, done, link, make, page, say, step, theme


def heard(app: FastAPI, author: PersonClient, *rows: dict[str, Any]) -> list[str]:
    return store_entries(app, author.person["id"], [{"region": "sweden"} | row for row in rows])


def side(found: dict[str, Any], stance: str) -> dict[str, Any]:
    one: dict[str, Any] = found["corroboration"][stance]
    return one


def test_independent_sources_count_and_the_dissent_stands_beside_them(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    other = sign_in("msl", regions=["denmark"])
    mine = heard(
        app,
        msl,
        {"hcp_ref": "hcp-1", "hco_ref": "hco-1", "stakeholder_type": "gp"},
        {"hcp_ref": "hcp-1", "hco_ref": "hco-1", "stakeholder_type": "gp"},
        {"hcp_ref": "hcp-2", "hco_ref": "hco-2", "stakeholder_type": "nurse"},
        {"region": "denmark"},
    )
    against = heard(app, other, {"hcp_ref": "hcp-1", "hco_ref": "hco-1", "visited_on": "2026-11-21"})
    found = make(lead, *mine, (against[0], "contradicts"))
    assert side(found, "supports") == {
        "entries": 4,
        "hcps": 2,
        "hcos": 2,
        "stakeholder_types": 2,
        "authors": 1,
        "places": 3,
        "one_voice": "author",
    }
    assert side(found, "contradicts")["one_voice"] == "hcp"
    assert side(found, "refines")["entries"] == 0
    assert found["corroboration"]["last_heard_on"] == "2026-11-21"
    assert (found["status"], found["own"], found["may"]) == ("heard", True, ["corroborated", "closed"])
    evidence = done(lead.get(f"/api/v1/themes/{found['id']}/evidence", params={"stance": "contradicts"}))
    assert [(one["entry"]["id"], one["source"]) for one in evidence["items"]] == [(against[0], "lead")]
    assert (evidence["total"], evidence["hidden"]) == (1, 0)


def test_pages_of_evidence_add_up(app: FastAPI, lead: PersonClient, msl: PersonClient) -> None:
    ids = heard(app, msl, *({"text": f"Note {n}."} for n in range(7)))
    made = make(lead, *ids)
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        found = done(lead.get(f"/api/v1/themes/{made['id']}/evidence", params=query))
        seen += [one["entry"]["id"] for one in found["items"]]
        cursor = found["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(ids)


def test_a_theme_climbs_by_rules_that_say_what_is_missing(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    made = make(lead, *heard(app, msl, {"hco_ref": "a"}, {"hco_ref": "b"}))
    at = made["id"]
    refused = step(lead, at, "corroborated")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-corroborated")
    assert (refused.json()["needed"], refused.json()["found"]) == (3, 2)
    assert "2 independent organisations so far" in refused.json()["detail"]
    assert step(lead, at, "piloted").json()["type"] == "/problems/step-not-possible"
    (third,) = heard(app, msl, {"hco_ref": "c"})
    done(lead.post(f"/api/v1/themes/{at}/links", json={"links": [link(third)]}))
    assert done(step(lead, at, "corroborated"))["status"] == "corroborated"
    assert step(lead, at, "co_designed").json()["type"] == "/problems/step-needs-action"
    action = act(lead, at, due_on="2026-01-31")
    assert action["overdue"]
    done(step(lead, at, "co_designed"))
    assert "under way" in step(lead, at, "piloted").json()["detail"]
    action = change_action(lead, at, action, status="under_way")
    done(step(lead, at, "piloted"))
    ended = lead.patch(
        f"/api/v1/themes/{at}/actions/{action['id']}", json={"rev": action["rev"], "status": "done"}
    )
    assert ended.json()["errors"][0]["pointer"] == "/outcome"
    change_action(lead, at, action, status="done", outcome="Two practices recall weekly.")
    final = done(step(lead, at, "changed", "Recall is routine in both practices."))
    assert [one["status"] for one in final["steps"]] == [
        *("heard", "corroborated", "co_designed", "piloted", "changed")
    ]
    assert final["steps"][-1]["by"]["id"] == lead.person["id"]
    history = done(lead.get(f"/api/v1/themes/{at}/actions/{action['id']}/history"))
    assert [sorted(one["changes"]) for one in history["items"]][1:] == [["status"], ["outcome", "status"]]


def test_not_acted_on_is_an_answer_too_and_a_closed_theme_begins_again(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    at = make(lead, *heard(app, msl, {}))["id"]
    closed = done(step(lead, at, "closed", "The region is changing its system this year anyway."))
    assert closed["closed_because"] == "The region is changing its system this year anyway."
    assert closed["may"] == ["heard"]
    assert step(lead, at, "corroborated").status_code == 409
    assert done(step(lead, at, "heard", "It came up again."))["closed_because"] is None


def test_two_leads_do_not_overwrite_each_other(lead: PersonClient, sign_in: SignIn) -> None:
    made = make(lead)
    change = {"rev": made["rev"], "conclusion": "Nobody owns the list."}
    done(sign_in("lead").patch(f"/api/v1/themes/{made['id']}", json=change))
    late = lead.patch(f"/api/v1/themes/{made['id']}", json=change | {"conclusion": "Mine."})
    assert (late.status_code, late.json()["type"]) == (409, "/problems/theme-changed")
    assert late.json()["rev"] == page(lead, made["id"])["rev"] == made["rev"] + 1


def test_new_words_of_a_line_are_not_cleared(lead: PersonClient) -> None:
    made = make(lead)
    assert say(lead, made["id"], "A list is being set up.", cleared=True)["cleared"]["by"]["id"]
    assert say(lead, made["id"], "A list was set up.", cleared=False)["cleared"] is None


def test_merge_and_split_lose_and_double_nothing_and_old_ids_lead_on(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    ids = heard(app, msl, *({"hco_ref": f"hco-{n}"} for n in range(6)))
    first, second = make(lead, *ids[:4]), make(lead, *ids[2:], conclusion="Lists have no owner.")
    act(lead, first["id"])
    merge = {"rev": first["rev"], "into": second["id"], "why": "The same in other words."}
    late = lead.post(f"/api/v1/themes/{first['id']}/merge", json=merge | {"rev": 99})
    assert late.status_code == 409
    merged = done(lead.post(f"/api/v1/themes/{first['id']}/merge", json=merge))
    assert merged["id"] == second["id"] == page(lead, first["id"])["id"]
    assert side(merged, "supports")["entries"] == 6
    assert (len(merged["actions"]), merged["merged_from"][0]["id"]) == (1, first["id"])
    assert done(lead.get("/api/v1/themes"))["total"] == 1
    again = lead.post(
        f"/api/v1/themes/{second['id']}/merge",
        json={"rev": merged["rev"], "into": first["id"], "why": "Once more."},
    )
    assert again.status_code == 409
    split = {
        "entries": ids[:2],
        "conclusion": "In Denmark it is the laboratory.",
        "place": {"region": "denmark"},
    }
    new = done(lead.post(f"/api/v1/themes/{first['id']}/split", json=split))
    assert new["barrier"] == merged["barrier"]
    counts = [side(page(lead, one), "supports")["entries"] for one in (new["id"], second["id"])]
    assert counts == [2, 4]
    strange = lead.post(f"/api/v1/themes/{second['id']}/split", json=split)
    assert [one["pointer"] for one in strange.json()["errors"]] == ["/entries/0", "/entries/1"]


def test_what_cannot_stand_behind_a_theme_is_pointed_at(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn
) -> None:
    fine, retracted, nothing = heard(
        app, msl, {}, {"deleted": True}, {"kind": "nothing_new", "barrier": None, "text": None}
    )
    links = [link(one) for one in (fine, retracted, nothing, "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77")]
    made = make(lead)
    answer = lead.post(f"/api/v1/themes/{made['id']}/links", json={"links": links})
    assert [one["pointer"] for one in answer.json()["errors"]] == [f"/links/{n}/entry_id" for n in (1, 2, 3)]
    assert side(page(lead, made["id"]), "supports")["entries"] == 0
    danish = sign_in("lead", regions=["denmark"])
    assert danish.post("/api/v1/themes", json=theme(entries=[link(fine)])).status_code == 403
    local = theme(place={"region": "denmark"}, entries=[link(fine)])
    assert danish.post("/api/v1/themes", json=local).json()["errors"][0]["pointer"] == "/entries/0/entry_id"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"barrier": "no_such"}, "/barrier"),
        ({"sub_barrier": "feedback_gap"}, "/sub_barrier"),
        ({"place": {"region": "atlantis"}}, "/place/region"),
        ({"place": {}}, "/place"),
        ({"conclusion": "x" * 501}, "/conclusion"),
        ({"conclusion": ""}, "/conclusion"),
        ({"owner": "me"}, "/owner"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_bad_theme_is_pointed_at(lead: PersonClient, change: dict[str, Any], pointer: str) -> None:
    answer = lead.post("/api/v1/themes", json=theme() | change)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert done(lead.get("/api/v1/themes"))["total"] == 0


def test_near_identical_entries_are_proposed_with_the_reason(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    texts = [
        "Flagged FIB-4 results wait on a list that nobody owns.",
        "The recall list for FIB-4 belongs to nobody in this practice.",
        "The voucher form changed again and parking is dreadful.",
    ]
    first, second, _ = heard(app, msl, *({"text": text} for text in texts))
    carry_on(app.state.database, 5)
    made = make(lead, first)
    found = done(lead.get(f"/api/v1/themes/{made['id']}/proposals"))["items"]
    assert found[0]["entry"]["id"] == second
    assert {"fib", "list"} <= set(found[0]["shared"])
    assert found[0]["like"] in ("conclusion", first)
    assert first not in [one["entry"]["id"] for one in found]


def test_what_is_added_to_a_theme_brings_what_says_the_same(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    texts = [
        "Parking vouchers changed again at the infusion centre.",
        "The infusion centre changed its parking vouchers again.",
    ]
    added, alike = heard(app, msl, *({"text": text} for text in texts))
    carry_on(app.state.database, 5)
    made = make(lead)
    path = f"/api/v1/themes/{made['id']}"
    assert done(lead.get(f"{path}/proposals"))["items"] == []
    link = {"entry_id": added, "stance": "contradicts"}
    done(lead.post(f"{path}/links", json={"links": [link]}))
    (found,) = done(lead.get(f"{path}/proposals"))["items"]
    assert (found["entry"]["id"], found["like"]) == (alike, added)


def test_an_erased_entry_keeps_its_link_and_counts_no_more(
    app: FastAPI, lead: PersonClient, msl: PersonClient
) -> None:
    one, other = heard(app, msl, {"hco_ref": "a"}, {"hco_ref": "b"})
    made = make(lead, one, other)
    erase_entries(app.state.database, [one], lead.person["id"], "asked")
    assert side(page(lead, made["id"]), "supports")["hcos"] == 1
    evidence = done(lead.get(f"/api/v1/themes/{made['id']}/evidence"))
    assert ([item["entry"]["id"] for item in evidence["items"]], evidence["hidden"]) == ([other], 0)
    assert done(lead.get(f"/api/v1/entries/{one}/journey"))["themes"][0]["id"] == made["id"]
    again = lead.post(f"/api/v1/themes/{made['id']}/links", json={"links": [link(one)]})
    assert again.json()["errors"][0]["detail"] == "What this entry said was erased."


def test_themes_are_found_by_place_status_and_words(lead: PersonClient) -> None:
    make(lead)
    make(lead, conclusion="Überweisungen kommen zurück.", place={"region": "germany_north"})

    def ids(**query: Any) -> list[str]:
        return [one["conclusion"] for one in done(lead.get("/api/v1/themes", params=query))["items"]]

    assert ids(region="sweden") == ids(q="fib-4 RESULTS") == [CONCLUSION]
    assert ids(q="uberweisung") == ids(region="dach") == ["Überweisungen kommen zurück."]
    assert ids(status="closed") == []
    assert len(ids(barrier="diagnostic_pathway")) == 2
    assert ids(limit=1) == ["Überweisungen kommen zurück."]
