"""Themes of the demo: one that goes well, one that an HCP contradicts, and one that was not acted on, because …"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.queries import person_card
from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import ThemeSettings
from app.entries.models import Entry
from app.kit.clock import now
from app.kit.tables import column
from app.themes import actions, commands, queries
from app.themes.action_schemas import ActionChange, ActionIn
from app.themes.schemas import LineIn, LinkIn, Place, StepIn, ThemeIn
from app.vocabulary import priorities
from app.vocabulary.priority_schemas import LabelIn, PriorityIn
from app.vocabulary.queries import regions_below

MOST = 9


def install_themes(session: Session, settings: ThemeSettings, lead_id: str) -> None:
    """What the lead made of the demo's entries."""
    lead = actor_of(session, lead_id)
    answered(session, settings, lead)
    contradicted(session, settings, lead)
    not_acted_on(session, settings, lead)
    label = LabelIn(en="Who owns the recall list?", de="Wem gehört die Recall-Liste?")
    today = now().date()
    asked = PriorityIn(label=label, starts_on=today - timedelta(days=14), ends_on=today + timedelta(days=76))
    priorities.create_priority(session, lead, asked, None)


def actor_of(session: Session, person_id: str) -> Actor:
    """A demo person, as if signed in."""
    card = person_card(session, person_id)
    assert card is not None, "the demo's people are there"
    rights = permissions_of(card.roles)
    return Actor(card.id, card.email, card.name, card.roles, card.regions, rights, card.scope_version)


def heard(session: Session, region: str, *sub_barriers: str) -> list[str]:
    """The newest entries about these, somewhere in a region."""
    rows = session.execute(
        select(column(Entry.id))
        .where(column(Entry.sub_barrier).in_(sub_barriers), column(Entry.region).in_(regions_below([region])))
        .order_by(column(Entry.visited_on).desc(), column(Entry.no).desc())
        .limit(MOST)
    )
    return list(rows.scalars())


def gathered(
    session: Session,
    settings: ThemeSettings,
    lead: Actor,
    conclusion: str,
    barrier: str,
    place: Place,
    ids: list[str],
    against: int = 0,
) -> dict[str, Any]:
    """A theme; the last few of its entries speak against it."""
    links = [
        LinkIn(entry_id=one, stance="contradicts" if at >= len(ids) - against else "supports")
        for at, one in enumerate(ids)
    ]
    given = ThemeIn(barrier=barrier, place=place, conclusion=conclusion, entries=links)
    return commands.create_theme(session, lead, settings, given, None)


def answered(session: Session, settings: ThemeSettings, lead: Actor) -> None:
    """Corroborated, an action under way with a partner, and a line to take back."""
    conclusion = "Referral letters come back without a plan, so the second referral never gets written."
    ids = heard(session, "sweden", "feedback_gap", "routing_network", "referral_information")
    place = Place(region="sweden", hco_type="gp_practice")
    page = gathered(session, settings, lead, conclusion, "referral", place, ids, against=1)
    if page["corroboration"]["supports"]["hcos"] >= settings.corroborated_hcos:
        page = stepped(
            session, settings, lead, page, "corroborated", "Several practices say so, each by itself."
        )
    given = ActionIn(
        what="A one-page answer with a plan, tried by two hepatology clinics.",
        partner_ref="HCP-SE-7",
        owner_function="medical",
        due_on=now().date() + timedelta(days=21),
    )
    action = actions.add_action(session, lead, settings, page["id"], given, None)
    change = ActionChange(rev=action["rev"], status="under_way")
    actions.change_action(session, lead, settings, page["id"], action["id"], change, None)
    page = queries.theme_page(session, lead, settings, page["id"])
    if page["status"] == "corroborated":
        page = stepped(session, settings, lead, page, "co_designed", "Written together with the clinic.")
    line = "Two clinics are trying an answer with a plan on one page. What should stand on it?"
    cleared = LineIn(rev=page["rev"], line=line, cleared=True)
    commands.set_line(session, lead, settings, page["id"], cleared, None)


def contradicted(session: Session, settings: ThemeSettings, lead: Actor) -> None:
    """A tentative conclusion that not everybody shares."""
    conclusion = "Flagged results are not recalled because nobody owns the list."
    ids = heard(session, "germany_north", "result_follow_up", "fragmented_pathway", "capacity_turnaround")
    place = Place(region="germany_north")
    gathered(session, settings, lead, conclusion, "diagnostic_pathway", place, ids, against=2)


def not_acted_on(session: Session, settings: ThemeSettings, lead: Actor) -> None:
    """An answer, too."""
    conclusion = "Without a local protocol everyone treats as at the last hospital."
    ids = heard(session, "nordics", "local_adoption_role", "guideline_design")
    place = Place(region="nordics", hco_type="university_hospital")
    page = gathered(session, settings, lead, conclusion, "guideline_uptake", place, ids)
    why = "The society publishes one protocol for all hospitals in spring; we wait for it."
    stepped(session, settings, lead, page, "closed", why)


def stepped(
    session: Session, settings: ThemeSettings, lead: Actor, page: dict[str, Any], status: Any, why: str
) -> dict[str, Any]:
    """One step on."""
    given = StepIn(rev=page["rev"], status=status, why=why)
    return commands.take_step(session, lead, settings, page["id"], given, None)
