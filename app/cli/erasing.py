"""`pathnote erase` and `pathnote retention`: each says first what it would do, and does it with --yes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Annotated

import typer

from app.accounts.queries import person_by_email, person_card
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.erasure import commands, people, queries
from app.erasure.sweeping import StillReadError, sweep
from app.kit.clock import now
from app.kit.db import Database
from app.kit.problems import Problem

app = typer.Typer(no_args_is_help=True, help="Take out what was said about somebody.")
By = Annotated[str, typer.Option(help="Your address: who erases stands in the trail.")]
Why = Annotated[
    str, typer.Option(help="For the trail: a ticket or a ground, never a name. At most 64 characters.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it. Without this nothing is changed.")]
AGE = re.compile(r"(\d{1,5})([dmy])")
DAYS = {"d": 1, "m": 30.4375, "y": 365.25}


@app.command("hcp")
def erase_hcp(
    reference: Annotated[str, typer.Argument(help="The reference by which entries name the HCP.")],
    by: By,
    reason: Why,
    yes: Yes = False,
) -> None:
    """Take the words out of every entry about an HCP: texts, reference, history, search. Dates and codes stay."""
    settings = Settings()
    with ready(settings, by, reason) as (db, actor_id):
        with db.read() as session:
            plan = queries.entries_about(session, reference)
        announce(plan, yes)
        if plan.actions:
            say(f"Actions agreed with this HCP that will not name them any more: {plan.actions}.")
        if not yes:
            return
        done = commands.erase_entries(db, plan.entries, actor_id, reason)
        with db.write() as session:
            commands.forget_partner(session, reference, actor_id, reason)
        finish(db, settings, done)


@app.command("person")
def erase_person(
    email: Annotated[str, typer.Argument(help="Whose account it is.")],
    by: By,
    reason: Why,
    yes: Yes = False,
) -> None:
    """Empty somebody's account: name, address, ways in, tokens. What they wrote stays, by nobody."""
    settings = Settings()
    with ready(settings, by, reason) as (db, actor_id):
        with db.read() as session:
            person = person_by_email(session, email)
        if person is None:
            raise Refusal(f"There is no account for {email}.")
        with db.write() as session:
            people.erasable(session, person.id, actor_id)
        if not yes:
            say("One account would lose its name, address and ways in. With --yes it is done.")
            return
        with db.write() as session:
            people.erasable(session, person.id, actor_id)
            commands.erase_person(session, person.id, actor_id, reason)
        finish(db, settings, 0)


def retention(
    older_than: Annotated[str, typer.Option(help="30d, 18m or 3y, counted from the day of the visit.")],
    by: By,
    reason: Why = "retention",
    yes: Yes = False,
) -> None:
    """Take the words out of entries that are too old. Dates, codes and counts stay."""
    settings = Settings()
    day = before(older_than)
    with ready(settings, by, reason) as (db, actor_id):
        with db.read() as session:
            plan = queries.entries_before(session, day)
        say(f"Visits before {day.isoformat()}.")
        announce(plan, yes)
        if yes:
            finish(db, settings, commands.erase_entries(db, plan.entries, actor_id, reason))


def before(age: str) -> date:
    """The first day that is young enough. Raises Refusal."""
    said = AGE.fullmatch(age)
    if said is None or not int(said[1]):
        raise Refusal("Give an age such as 30d, 18m or 3y.")
    return now().date() - timedelta(days=round(int(said[1]) * DAYS[said[2]]))


@contextmanager
def ready(settings: Settings, by: str, reason: str) -> Iterator[tuple[Database, str]]:
    """The database, and the id of the administrator who acts. Raises Refusal."""
    if not 1 <= len(reason) <= 64:
        raise Refusal("The reason has at most 64 characters.")
    with opened(settings) as db:
        with db.read() as session:
            person = person_by_email(session, by)
            card = person_card(session, person.id) if person is not None else None
        if card is None or not card.active or "admin" not in card.roles:
            raise Refusal(f"{by} is no administrator here.")
        try:
            yield db, card.id
        except Problem as problem:
            raise Refusal(problem.detail) from None


def announce(plan: queries.Plan, yes: bool) -> None:
    """What is about to happen, or would."""
    say(f"Entries whose words {'are' if yes else 'would be'} taken out: {len(plan.entries)}.")
    if plan.waiting:
        say(f"Left as they are, because a suspected event was not handed off yet: {plan.waiting}.")
    if not yes:
        say("Nothing was changed. With --yes it is done.")


def finish(db: Database, settings: Settings, done: int) -> None:
    """Out of the files as well."""
    try:
        sweep(db, settings.database_url)
    except StillReadError:
        raise Refusal(
            "It is erased, but the server reads without a pause, so its log still holds old pages. "
            "Run the same command again at a quieter time."
        ) from None
    say(f"Done: {done}. Backups made before still hold it: erase again after a restore.")
