"""`pathnote import`: existing notes become entries, with a line for each row that can't."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from app.accounts.queries import active_people, person_by_email, person_card
from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.auth.queries import actor_of
from app.cli.notes import NotesFile, notes_file
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.entries.imports import Report, Row, import_notes
from app.kit.db import Database
from app.vocabulary.queries import codes


class NothingKept(Exception):  # noqa: N818 - the end of a dry run
    """Undoes the transaction of a dry run."""


def import_file(
    file: Annotated[Path, typer.Argument(help="JSON Lines or CSV, in UTF-8.")],
    as_email: Annotated[
        str, typer.Option("--as", help="The administrator who imports; may be left out if there is one.")
    ] = "",
    region: Annotated[str, typer.Option(help="The region of rows that name none, as a code.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Take in existing notes as entries: all acceptable rows or, if anything goes wrong, none.

    Columns: text and date (or visited_on), and if you have them barrier or hint, sub_barrier, region,
    therapeutic_area, stakeholder_type, hco_type, channel, so_what, next_step, hcp_ref, hco_ref, solicited, evidence.
    A second run doubles nothing. Ends with 0 when the file was taken in, 1 when none of its rows was acceptable.
    """
    with notes_file(file) as notes, opened(Settings()) as db:
        actor = importer(db, as_email)
        refuse_unknown_region(db, region)
        report = taken_in(db, actor, notes, region or None, dry_run=dry_run)
    tell(report, actor, dry_run=dry_run)
    if not report.imported and not report.there:
        raise typer.Exit(1)


def importer(db: Database, email: str) -> Actor:
    """The person who imports. Raises Refusal."""
    with db.read() as session:
        admins = active_people(session, "admin")
        if not email and len(admins) != 1:
            raise Refusal(
                "There is no administrator yet. Make one: pathnote users create-admin"
                if not admins
                else f"Say with --as who imports, one of: {', '.join(admins)}"
            )
        person = person_by_email(session, email or admins[0])
        card = person_card(session, person.id) if person is not None else None
    if card is None or not card.active or not actor_of(card).may(Permission.ENTRY_IMPORT):
        raise Refusal(f"{email} is no administrator here, and only they import.")
    return actor_of(card)


def refuse_unknown_region(db: Database, region: str) -> None:
    """Raise Refusal for a default region that no list has."""
    with db.read() as session:
        if region and region not in codes(session).by_vocabulary["region"]:
            raise Refusal(f"There is no region with the code '{region}'.")


def taken_in(db: Database, actor: Actor, notes: NotesFile, region: str | None, *, dry_run: bool) -> Report:
    """Import in one transaction, which a dry run undoes."""
    report = Report()
    try:
        with db.write() as session:
            report = import_notes(session, actor, watched(notes), region=region, file_sha256=notes.sha256)
            if dry_run:
                raise NothingKept
    except NothingKept:
        pass
    return report


def watched(notes: NotesFile) -> Iterator[Row]:
    """The rows, with a bar that shows how far they are when there is someone to see it."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(f"Importing {notes.path.name}", total=notes.size)
        for row in notes.rows():
            yield row
            progress.update(bar, completed=notes.position())


def tell(report: Report, actor: Actor, *, dry_run: bool) -> None:
    """The report: each row that did not come in, with its line and reason, then the sums."""
    for line, reason in report.refused:
        say(f"line {line}: {reason}")
    for line, first in report.same:
        say(f"line {line}: Says the same as line {first}.")
    if report.ignored:
        say(f"Columns ignored: {', '.join(report.ignored)}")
    would = "Dry run, nothing was stored. It would be: " if dry_run else ""
    say(
        f"{would}{report.imported} imported as {actor.email}, {report.there} already there, "
        f"{len(report.same)} said twice in the file, {len(report.refused)} refused."
    )
