"""Changing code lists over HTTP; everyone reads them at `/vocabularies`. Each answer is the list as it is then."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Conflict, Invalid, NotFound
from app.kit.strict_route import StrictRoute
from app.kit.wire import Code
from app.vocabulary import terms
from app.vocabulary.changing import shown
from app.vocabulary.schemas import VocabularyOut
from app.vocabulary.term_schemas import TermChange, TermIn, TermMove

router = APIRouter(
    prefix="/vocabularies/{name}/terms",
    tags=["vocabulary"],
    route_class=StrictRoute,
    responses=declared(NotFound, Conflict, Invalid),
)
Admin = Annotated[Actor, requires(Permission.VOCABULARY_MANAGE)]


@router.post("", status_code=201, response_model=VocabularyOut)
def add_term(name: Code, given: TermIn, actor: Admin, db: Db, request_id: RequestId) -> dict[str, Any]:
    """A new term. Phones offer it after their next pull."""
    with db.write() as session:
        terms.add_term(session, actor.id, name, given, request_id)
        return shown(session, name)


@router.patch("/{code}", response_model=VocabularyOut)
def change_term(
    name: Code, code: Code, given: TermChange, actor: Admin, db: Db, request_id: RequestId
) -> dict[str, Any]:
    """Other words, or another place in the order."""
    with db.write() as session:
        terms.change_term(session, actor.id, name, code, given, request_id)
        return shown(session, name)


@router.post("/{code}/retire", response_model=VocabularyOut)
def retire_term(
    name: Code, code: Code, given: TermMove, actor: Admin, db: Db, request_id: RequestId
) -> dict[str, Any]:
    """No longer offered. What is filed under it stays filed and keeps its label."""
    with db.write() as session:
        terms.retire_term(session, actor.id, name, code, given.version, request_id)
        return shown(session, name)


@router.post("/{code}/restore", response_model=VocabularyOut)
def restore_term(
    name: Code, code: Code, given: TermMove, actor: Admin, db: Db, request_id: RequestId
) -> dict[str, Any]:
    """Offered again."""
    with db.write() as session:
        terms.restore_term(session, actor.id, name, code, given.version, request_id)
        return shown(session, name)
