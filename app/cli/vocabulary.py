"""`pathnote vocabulary`: what an administrator does to the code lists, by the commands of the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.accounts.queries import person_by_email, person_card
from app.auth.permissions import Permission
from app.auth.queries import actor_of
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.problems import Problem
from app.vocabulary import terms
from app.vocabulary.queries import vocabularies
from app.vocabulary.term_schemas import TermChange, TermIn

app = typer.Typer(no_args_is_help=True, help="Barriers, regions and the other code lists.")
List = Annotated[str, typer.Argument(metavar="LIST", help="Such as sub_barrier; `list` names them all.")]
Code = Annotated[str, typer.Argument(help="The term's code.")]
By = Annotated[str, typer.Option(help="Your address: who changes a list stands in the trail.")]
English = Annotated[str, typer.Option("--en", help="What is read on phones, in English.")]
German = Annotated[str | None, typer.Option("--de", help="In German; as English when left out.")]


@app.command("list")
def list_terms(
    name: Annotated[
        str | None, typer.Argument(metavar="LIST", help="One list; without it, all names.")
    ] = None,
) -> None:
    """Show the terms of a list in their order, or the names of all lists."""
    with opened(Settings()) as db, db.read() as session:
        found = vocabularies(session, None if name is None else [name])
    if name is not None and not found:
        raise Refusal(f"There is no code list '{name}'.")
    for one in found:
        say(f"{one['name']}, version {one['version']}, {len(one['terms'])} terms")
        for term in one["terms"] if name else ():
            say("  " + line(term))


def line(term: dict[str, Any]) -> str:
    """One term: code, what it lies in, label, and whether it is out of use."""
    under = f" (in {term['parent']})" if term["parent"] else ""
    return f"{term['code']}{under}: {term['label']['en']}{' – retired' if term['retired'] else ''}"


@app.command("add")
def add(
    name: List,
    en: English,
    by: By,
    de: German = None,
    code: Annotated[str | None, typer.Option(help="For ever; made from the label when left out.")] = None,
    parent: Annotated[str | None, typer.Option(help="The barrier, or the region above.")] = None,
    hint: Annotated[str | None, typer.Option(help="A second line, in English.")] = None,
    hint_de: Annotated[str | None, typer.Option(help="And in German.")] = None,
) -> None:
    """Add a term, last among those beside it."""
    words = {"label": both(en, de), "code": code, "parent": parent, "hint": hint and both(hint, hint_de)}
    with changing(name, by) as (session, actor_id, version):
        made = terms.add_term(session, actor_id, name, TermIn.model_validate({**words, "version": version}))
    say(f"Added: {made}. Phones offer it after their next pull.")


@app.command("rename")
def rename(name: List, code: Code, en: English, by: By, de: German = None) -> None:
    """Give a term another label. Its code stays, and so does all that is filed under it."""
    with changing(name, by) as (session, actor_id, version):
        given = TermChange.model_validate({"version": version, "label": both(en, de)})
        terms.change_term(session, actor_id, name, code, given)
    say(f"{code} reads '{en}' from each phone's next pull on.")


@app.command("retire")
def retire(name: List, code: Code, by: By) -> None:
    """Offer a term no longer. What is filed under it stays and keeps its label."""
    with changing(name, by) as (session, actor_id, version):
        terms.retire_term(session, actor_id, name, code, version)
    say(f"{code} is retired: not offered any more after each phone's next pull.")


@app.command("restore")
def restore(name: List, code: Code, by: By) -> None:
    """Offer a retired term again."""
    with changing(name, by) as (session, actor_id, version):
        terms.restore_term(session, actor_id, name, code, version)
    say(f"{code} is offered again.")


@contextmanager
def changing(name: str, by: str) -> Iterator[tuple[Session, str, int]]:
    """A transaction, the administrator who acts, and the version that they act on. Raises Refusal."""
    try:
        with opened(Settings()) as db, db.write() as session:
            actor_id = administrator(session, by)
            found = vocabularies(session, [name])
            yield session, actor_id, found[0]["version"] if found else 1
    except Problem as problem:
        raise Refusal(problem.detail) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise Refusal(f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}") from None


def administrator(session: Session, email: str) -> str:
    """The id of somebody who may. Raises Refusal."""
    person = person_by_email(session, email)
    card = person_card(session, person.id) if person is not None else None
    if card is None or not card.active or not actor_of(card).may(Permission.VOCABULARY_MANAGE):
        raise Refusal(f"{email} is no administrator here.")
    return card.id


def both(en: str, de: str | None) -> dict[str, str | None]:
    """A label or hint in both languages."""
    return {"en": en, "de": de}
