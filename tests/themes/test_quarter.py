"""A quarter in the field: three MSLs in two regions, a lead, and a colleague who owes an action.

Visits without a signal, a conclusion that an HCP contradicts, a merge, an action that lands and one that does not; and
in the end each MSL sees what became of each entry.
"""

from typing import Any

from tests.fixtures.field import Op, Phone
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, change_action, done, make, page, say, step


class Rep(Phone):
    """An MSL's phone that also works in the car park: what waits goes out at the next signal."""

    def __init__(self, client: PersonClient) -> None:
        super().__init__(client)
        self.waiting: list[Op] = []
        self.cursor: str | None = None
        self.cards: dict[str, dict[str, Any]] = {}
        self.journeys: dict[str, dict[str, Any]] = {}

    def visit(self, text: str | None, **fields: Any) -> str:
        op = self.create(text=text, **fields)
        self.waiting.append(op)
        return str(op["id"])

    def reacts(self, card: dict[str, Any], stance: str, **fields: Any) -> str:
        """One tap on the card, one on the stance."""
        said = {"kind": "reaction", "theme_id": card["id"], "stance": stance, "barrier": None}
        return self.visit(fields.pop("text", None), **said | fields)

    def has_signal(self) -> None:
        """Push what waits, then pull what is new."""
        if self.waiting:
            results = self.push(*self.waiting)
            assert {result["status"] for result in results} == {"applied"}
            self.waiting = []
        page_ = self.pull(self.cursor)
        self.cursor = page_["cursor"]
        for item in page_["items"]:
            kept = {"theme": self.cards, "journey": self.journeys}.get(item["kind"])
            if kept is not None and item["deleted"]:
                kept.pop(item["id"], None)
            elif kept is not None:
                kept[item["id"]] = item["data"]

    def heard_of(self, entry_id: str) -> dict[str, Any]:
        (theme,) = self.journeys[entry_id]["themes"]
        return theme


FIB4 = {"sub_barrier": "result_follow_up", "barrier": "diagnostic_pathway", "stakeholder_type": "gp"}


def test_a_quarter_in_the_field(sign_in: SignIn, lead: PersonClient) -> None:
    anna, bo = Rep(sign_in("msl", regions=["sweden"])), Rep(sign_in("msl", regions=["sweden"]))
    clara = Rep(sign_in("msl", regions=["germany_north"]))
    colleague = sign_in("colleague")

    # October: visits without a signal; the notes arrive in the evening.
    listed = anna.visit("Nobody owns the list of flagged FIB-4.", hcp_ref="h1", hco_ref="o1", **FIB4)
    recalled = anna.visit("Recall is up to the nurse.", hcp_ref="h2", hco_ref="o2", **FIB4)
    waited = bo.visit("Flagged results wait on a shared list.", hcp_ref="h3", hco_ref="o3", **FIB4)
    lone = bo.visit("The fax is broken.", hcp_ref="h4", hco_ref="o4")
    german = clara.visit("Die Liste gehört niemandem.", hcp_ref="h5", hco_ref="o5", **FIB4)
    nothing = clara.visit(None, kind="nothing_new", barrier=None)
    for rep in (anna, bo, clara):
        rep.has_signal()
    assert anna.cards == clara.cards == anna.journeys == {}

    # The lead reads, and gathers two conclusions that turn out to be one.
    lead.get(f"/api/v1/entries/{lone}")
    owners = make(lead, listed, waited)
    recall = make(lead, recalled, listed, conclusion="Recall has no owner in small practices.")
    for rep in (anna, bo, clara):
        rep.has_signal()
    assert set(anna.cards) == set(bo.cards) == {owners["id"], recall["id"]}
    assert clara.cards == {}
    assert bo.journeys[lone]["themes"] == []
    assert bo.journeys[lone]["read"]["by"]["id"] == lead.person["id"]

    # November: cards go into visits. One expert contradicts, while the lead merges; his answer finds its way.
    against = bo.reacts(
        anna.cards[recall["id"]], "contradicts", hcp_ref="h6", hco_ref="o6", text="We recall."
    )
    agrees = anna.reacts(anna.cards[owners["id"]], "supports", hcp_ref="h7", hco_ref="o7")
    merge = {"rev": recall["rev"], "into": owners["id"], "why": "The list is the recall."}
    done(lead.post(f"/api/v1/themes/{recall['id']}/merge", json=merge))
    for rep in (anna, bo, clara):
        rep.has_signal()
    assert set(anna.cards) == {owners["id"]}
    card = bo.cards[owners["id"]]
    assert (card["supports"]["hcos"], card["contradicts"]["hcos"]) == (4, 1)
    assert card["contradicts"]["one_voice"]
    assert page(lead, recall["id"])["id"] == owners["id"]

    # Clara's region has the same, under a theme of its own that is not acted on.
    local = make(lead, german, place={"region": "germany_north"})
    done(step(lead, local["id"], "closed", "The new laboratory system does it from January."))

    # Enough independent voices: agree on something with an expert. One action lands, one does not.
    done(step(lead, owners["id"], "corroborated", "Four practices say the same."))
    pilot = act(lead, owners["id"], what="A weekly recall list, kept by the nurse.", partner_ref="h3")
    fee = act(
        lead, owners["id"], what="A fee for recalling.", partner_ref=None, owner_function="market_access"
    )
    done(step(lead, owners["id"], "co_designed", "Written with the practice."))
    pilot = change_action(lead, owners["id"], pilot, status="under_way")
    done(step(lead, owners["id"], "piloted", "Three practices began."))
    change_action(lead, owners["id"], pilot, status="done", outcome="Nine of ten are recalled in four weeks.")
    change_action(lead, owners["id"], fee, status="dropped", outcome="The payer declined.")
    done(step(lead, owners["id"], "changed", "Recall is routine there."))
    say(lead, owners["id"], "Your list is now a weekly routine in three practices.", cleared=True)
    seen = page(colleague, owners["id"])
    assert {one["outcome"] for one in seen["actions"]} == {
        "Nine of ten are recalled in four weeks.",
        "The payer declined.",
    }
    assert [one["partner_ref"] for one in seen["actions"]] == [None, None]

    # December: each hears what became of each entry.
    for rep in (anna, bo, clara):
        rep.has_signal()
    for rep, entry in ((anna, listed), (anna, recalled), (anna, agrees), (bo, waited), (bo, against)):
        told = rep.heard_of(entry)
        assert (told["id"], told["status"]) == (owners["id"], "changed")
        assert told["line_to_take_back"] == "Your list is now a weekly routine in three practices."
        assert {one["status"] for one in told["actions"]} == {"done", "dropped"}
    assert bo.heard_of(against)["stance"] == "contradicts"
    assert clara.heard_of(german)["closed_because"] == "The new laboratory system does it from January."
    assert nothing not in clara.journeys
    assert clara.cards[local["id"]]["status"] == "closed"
    assert owners["id"] not in clara.cards

    # And the lead sees how long it all took, and that nothing waits.
    found = done(lead.get("/api/v1/loop"))
    assert [one["n"] for one in found["steps"]] == [7, 5, 6, 6, 6]
    assert found["never_read"]["n"] == 2
    assert found["stuck"] == {"themes": [], "functions": []}
