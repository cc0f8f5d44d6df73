"""An HCP's answer to a card becomes evidence by itself, and what becomes of it comes back to the phone."""

from typing import Any

from fastapi import FastAPI

from app.accounts.commands import change_scope
from app.kit.clock import new_id
from tests.fixtures.field import Op, Phone
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, done, journey, link, make, page, say, step

NOBODY = "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77"


def reaction(phone: Phone, theme_id: str, stance: str, **more: Any) -> Op:
    said = {"kind": "reaction", "theme_id": theme_id, "stance": stance, "barrier": None, "text": None}
    return phone.create(**said | more)


def entries(lead: PersonClient, theme_id: str) -> dict[str, int]:
    counts = page(lead, theme_id)["corroboration"]
    return {name: counts[name]["entries"] for name in ("supports", "contradicts", "refines")}


def items(phone: Phone, kind: str, cursor: str | None = None) -> list[dict[str, Any]]:
    return [item for item in phone.pull(cursor)["items"] if item["kind"] == kind]


def test_a_reaction_counts_in_the_same_push_and_follows_what_its_author_says(
    lead: PersonClient, phone_of_msl: Phone
) -> None:
    one, other = make(lead)["id"], make(lead)["id"]
    op = reaction(phone_of_msl, one, "contradicts", hcp_ref="hcp-9")
    (result,) = phone_of_msl.push(op)
    assert result["status"] == "applied"
    assert entries(lead, one) == {"supports": 0, "contradicts": 1, "refines": 0}
    (evidence,) = done(lead.get(f"/api/v1/themes/{one}/evidence"))["items"]
    assert (evidence["source"], evidence["stance"]) == ("reaction", "contradicts")
    phone_of_msl.push(op)  # the answer was lost on the way
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, stance="refines"))
    assert entries(lead, one) == {"supports": 0, "contradicts": 0, "refines": 1}
    phone_of_msl.push(phone_of_msl.update(op["id"], 2, theme_id=other))
    assert (sum(entries(lead, one).values()), entries(lead, other)["refines"]) == (0, 1)
    phone_of_msl.push(phone_of_msl.delete(op["id"], 3))
    assert sum(entries(lead, other).values()) == 0
    phone_of_msl.push(phone_of_msl.update(op["id"], 4, text="They do have a list."))
    assert entries(lead, other)["refines"] == 1
    stands = lead.post(f"/api/v1/themes/{other}/links", json={"links": [link((op["id"], "supports"))]})
    assert stands.json()["type"] == "/problems/reaction-stands"
    assert lead.delete(f"/api/v1/themes/{other}/links/{op['id']}").status_code == 409


def test_a_reaction_to_what_is_gone_arrives_all_the_same(lead: PersonClient, phone_of_msl: Phone) -> None:
    one, other = make(lead), make(lead)
    merge = {"rev": one["rev"], "into": other["id"], "why": "The same."}
    done(lead.post(f"/api/v1/themes/{one['id']}/merge", json=merge))
    late, lost = reaction(phone_of_msl, one["id"], "supports"), reaction(phone_of_msl, NOBODY, "supports")
    results = phone_of_msl.push(late, lost)
    assert [result["status"] for result in results] == ["applied", "applied"]
    assert entries(lead, other["id"])["supports"] == 1
    phone_of_msl.push(phone_of_msl.update(late["id"], 1, stance="refines", theme_id=one["id"]))
    assert entries(lead, other["id"]) == {"supports": 0, "contradicts": 0, "refines": 1}


def test_an_edit_or_a_retraction_of_an_entry_counts_at_once(lead: PersonClient, phone_of_msl: Phone) -> None:
    note = phone_of_msl.create(hco_ref="hco-1")
    phone_of_msl.push(note)
    made = make(lead, note["id"])
    phone_of_msl.push(phone_of_msl.update(note["id"], 1, hcp_ref="hcp-1"))
    assert page(lead, made["id"])["corroboration"]["supports"]["hcps"] == 1
    phone_of_msl.push(phone_of_msl.delete(note["id"], 2))
    assert entries(lead, made["id"])["supports"] == 0


def test_cards_reach_phones_in_the_region_and_go_when_the_theme_does(
    app: FastAPI, lead: PersonClient, sign_in: SignIn
) -> None:
    swede, german = (
        Phone(sign_in("msl", regions=["sweden"])),
        Phone(sign_in("msl", regions=["germany_north"])),
    )
    note = swede.create(text="Said in confidence.", hcp_ref="hcp-secret", hco_ref="hco-secret")
    swede.push(note)
    made = make(lead, note["id"])
    act(lead, made["id"], due_on="2026-12-24", partner_ref="hcp-secret")
    say(lead, made["id"], "Still a draft.", cleared=False)
    start = swede.pull()["cursor"]
    (item,) = items(swede, "theme")
    card = item["data"]
    assert (item["id"], card["supports"]["entries"], card["supports"]["one_voice"]) == (made["id"], 1, True)
    assert [one["due_on"] for one in card["actions"]] == ["2026-12-24"]
    assert card["line_to_take_back"] is None
    assert not any(word in str(card) for word in ("secret", "confidence", "Msl", "Lead"))
    assert items(german, "theme") == []
    say(lead, made["id"], "A list is being set up.", cleared=True)
    (item,) = items(swede, "theme", start)
    assert item["data"]["line_to_take_back"] == "A list is being set up."
    start = swede.pull()["cursor"]
    moved = {"rev": page(lead, made["id"])["rev"], "place": {"region": "germany"}}
    done(lead.patch(f"/api/v1/themes/{made['id']}", json=moved))
    (gone,) = items(swede, "theme", start)
    assert (gone["deleted"], gone["data"]) == (True, None)
    assert [one["deleted"] for one in items(german, "theme")] == [False]
    with app.state.database.write() as session:
        change_scope(session, swede.client.email, roles=["msl"], regions=["germany_north"])
    assert [one["deleted"] for one in items(swede, "theme")] == [False]


def test_a_merged_theme_leaves_every_phone(lead: PersonClient, phone_of_msl: Phone) -> None:
    one, other = make(lead), make(lead)
    start = phone_of_msl.pull()["cursor"]
    merge = {"rev": one["rev"], "into": other["id"], "why": "The same."}
    done(lead.post(f"/api/v1/themes/{one['id']}/merge", json=merge))
    states = {item["id"]: item["deleted"] for item in items(phone_of_msl, "theme", start)}
    assert states == {one["id"]: True, other["id"]: False}


def test_the_author_hears_what_became_of_each_entry(
    lead: PersonClient, phone_of_msl: Phone, sign_in: SignIn
) -> None:
    note, other = phone_of_msl.create(), phone_of_msl.create()
    phone_of_msl.push(note, other)
    at = note["id"]
    assert items(phone_of_msl, "journey") == []
    author = phone_of_msl.client
    assert journey(author, at)["read"] is None
    author.get(f"/api/v1/entries/{at}")
    assert journey(author, at)["read"] is None
    before = lead.get(f"/api/v1/entries/{at}")
    (item,) = items(phone_of_msl, "journey")
    assert (item["id"], item["data"]["read"]["by"]["id"]) == (at, lead.person["id"])
    first = item["data"]["read"]["at"]
    sign_in("lead").get(f"/api/v1/entries/{at}")
    assert lead.get(f"/api/v1/entries/{at}").headers["etag"] == before.headers["etag"] == '"1"'
    assert journey(lead, at) == item["data"], "only the first reading is news"
    assert len(phone_of_msl.pull_entries()) == 2
    both = Phone(sign_in("msl", "lead"))
    both.push(mine := both.create())
    both.client.get(f"/api/v1/entries/{mine['id']}")
    assert journey(lead, mine["id"])["read"] is None
    start = phone_of_msl.pull()["cursor"]
    made = make(lead, at)
    action = act(lead, made["id"], what="A shared list.")
    done(step(lead, made["id"], "closed", "The region changes its system."))
    say(lead, made["id"], "We passed it on.", cleared=True)
    (item,) = items(phone_of_msl, "journey", start)
    told = item["data"]
    assert told == journey(lead, at)
    assert told["read"]["at"] == first
    (theme,) = told["themes"]
    assert (theme["stance"], theme["status"], theme["line_to_take_back"]) == (
        *("supports", "closed"),
        "We passed it on.",
    )
    assert theme["steps"][-1]["why"] == theme["closed_because"] == "The region changes its system."
    assert [one["what"] for one in theme["actions"]] == [action["what"]]
    assert "partner_ref" not in theme["actions"][0]
    assert told["heard_back_at"] >= told["decided_at"]
    assert told["moved_at"] >= told["heard_back_at"]
    assert items(Phone(lead), "journey") == []
    assert sign_in("msl", regions=["sweden"]).get(f"/api/v1/entries/{at}/journey").status_code == 404
    assert journey(lead, other["id"])["moved_at"] == journey(lead, other["id"])["arrived_at"]


def test_small_pages_of_all_kinds_add_up(lead: PersonClient, phone_of_msl: Phone) -> None:
    notes = [phone_of_msl.create() for _ in range(5)]
    phone_of_msl.push(*notes)
    for note in notes:
        make(lead, note["id"])
    whole = phone_of_msl.pull()
    seen: list[Any] = []
    page_ = phone_of_msl.pull(limit=2)
    while True:
        seen += page_["items"]
        if not page_["more"]:
            break
        page_ = phone_of_msl.pull(page_["cursor"], limit=2)
    assert seen == whole["items"]
    assert len({item["seq"] for item in seen}) == len(seen)
    assert {item["kind"] for item in seen} == {"entry", "vocabulary", "theme", "journey"}


def test_a_brief_has_the_nearest_open_conclusions_first(
    lead: PersonClient, phone_of_msl: Phone, sign_in: SignIn
) -> None:
    nordic = make(lead)["id"]
    swedish = make(lead, place={"region": "sweden", "therapeutic_area": "hepatology"})["id"]
    make(lead, place={"therapeutic_area": "oncology"})
    make(lead, place={"region": "italy"})
    closed = make(lead, place={"region": "sweden", "therapeutic_area": "hepatology"})["id"]
    done(step(lead, closed, "closed"))
    asked = {"region": "sweden", "therapeutic_area": "hepatology", "limit": 10}
    found = done(phone_of_msl.client.get("/api/v1/briefs", params=asked))["items"]
    assert [one["id"] for one in found] == [swedish, nordic, closed]
    elsewhere = sign_in("msl", regions=["italy"])
    assert len(done(elsewhere.get("/api/v1/briefs", params={"limit": 50}))["items"]) == 2


def test_an_unknown_id_is_no_theme(lead: PersonClient) -> None:
    assert lead.get(f"/api/v1/themes/{new_id()}").status_code == 404
