"""A lead's desk in a test: themes made, changed and read with one line each."""

from typing import Any

from tests.fixtures.people import PersonClient

CONCLUSION = "GP practices do not recall flagged FIB-4 results because nobody owns the list."


def theme(**more: Any) -> dict[str, Any]:
    """The body of a whole theme, but for the fields given."""
    return {
        "barrier": "diagnostic_pathway",
        "sub_barrier": "result_follow_up",
        "place": {"region": "nordics"},
        "conclusion": CONCLUSION,
    } | more


def make(lead: PersonClient, *entries: str | tuple[str, str], **more: Any) -> dict[str, Any]:
    """A theme with these entries, which support it unless they come with another stance."""
    return done(lead.post("/api/v1/themes", json=theme(entries=[link(one) for one in entries], **more)))


def link(one: str | tuple[str, str]) -> dict[str, str]:
    entry_id, stance = (one, "supports") if isinstance(one, str) else one
    return {"entry_id": entry_id, "stance": stance}


def done(answer: Any) -> dict[str, Any]:
    """What was answered to something that has to work."""
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


def page(person: PersonClient, theme_id: str) -> dict[str, Any]:
    return done(person.get(f"/api/v1/themes/{theme_id}"))


def step(lead: PersonClient, theme_id: str, status: str, why: str = "Looked at together.") -> Any:
    rev = page(lead, theme_id)["rev"]
    return lead.post(f"/api/v1/themes/{theme_id}/steps", json={"rev": rev, "status": status, "why": why})


def act(lead: PersonClient, theme_id: str, **more: Any) -> dict[str, Any]:
    body = {"what": "A shared recall list.", "partner_ref": "hcp-1", "owner_function": "medical"} | more
    return done(lead.post(f"/api/v1/themes/{theme_id}/actions", json=body))


def change_action(lead: PersonClient, theme_id: str, action: dict[str, Any], **more: Any) -> dict[str, Any]:
    path = f"/api/v1/themes/{theme_id}/actions/{action['id']}"
    return done(lead.patch(path, json={"rev": action["rev"]} | more))


def say(lead: PersonClient, theme_id: str, line: str | None, *, cleared: bool) -> dict[str, Any]:
    body = {"rev": page(lead, theme_id)["rev"], "line": line, "cleared": cleared}
    return done(lead.put(f"/api/v1/themes/{theme_id}/line", json=body))


def journey(person: PersonClient, entry_id: str) -> dict[str, Any]:
    return done(person.get(f"/api/v1/entries/{entry_id}/journey"))
