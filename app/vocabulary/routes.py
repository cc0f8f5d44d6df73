"""Code lists over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.kit.dependencies import Db
from app.vocabulary import queries
from app.vocabulary.schemas import Vocabularies

router = APIRouter(prefix="/vocabularies", tags=["vocabulary"])


@router.get("", response_model=Vocabularies)
def read_vocabularies(
    _actor: Annotated[Actor, requires(Permission.VOCABULARY_READ)], db: Db
) -> dict[str, Any]:
    """Every code list with its terms, retired ones included and marked."""
    with db.read() as session:
        return {"version": queries.taxonomy_version(session), "vocabularies": queries.vocabularies(session)}
