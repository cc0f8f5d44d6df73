"""What an administrator does to the code lists: new terms, other words, another place, out of use and back.

What is filed under a term stays filed, whatever becomes of the term: it is retired, never deleted, and its code is
never used for anything else. A region is not moved to another place of the tree: that would change at one stroke what
each lead, phone and kept count of that part sees. Retire it and add a new one where it belongs.
"""

from sqlalchemy.orm import Session

from app.kit.clock import now
from app.kit.problems import FieldError, Invalid
from app.vocabulary.changing import PRIORITIES, held, moved_on, term_of
from app.vocabulary.codes import free_code
from app.vocabulary.models import Term
from app.vocabulary.problems import TermNotPossible
from app.vocabulary.term_schemas import TermChange, TermIn

INBOX = "other_unsure"
BARRIERS = "barrier"
DEEPEST = 3


def add_term(session: Session, actor_id: str, name: str, given: TermIn, request_id: str | None = None) -> str:
    """A new term, last among those beside it; returns its code. Raises NotFound, VocabularyChanged, Invalid."""
    terms = held(session, name, given.version)
    if name == BARRIERS:
        raise TermNotPossible("The barriers are what the product is built round: none can be added.")
    if name == PRIORITIES:
        raise TermNotPossible("Leads add listening priorities, with their dates, on a page of their own.")
    code = given.code or free_code(session, name, given.label.en)
    if any(term.code == code for term in terms):
        raise wrong(
            "/code", "This code is taken, maybe by a retired term; none is used twice. Choose another."
        )
    refuse_parent(name, terms, given.parent)
    term = Term(
        vocabulary=name,
        code=code,
        parent=given.parent,
        label=given.label.words(),
        hint=given.hint.words() if given.hint else None,
        position=0,
    )
    session.add(term)
    terms.insert(behind(terms, given.parent), term)
    for position, one in enumerate(terms):
        one.position = position
    moved_on(session, term, "created", actor_id, request_id)
    return code


def refuse_parent(name: str, terms: list[Term], parent: str | None) -> None:
    """A sub-barrier has one of the three barriers, a region one of the two levels above or none, others none."""
    if name == "sub_barrier":
        if parent not in {term.parent for term in terms} - {None}:
            raise wrong("/parent", "A sub-barrier belongs to one of the three barriers.")
    elif name == "region":
        above = lineage(terms, parent)
        if parent is not None and (not above or above[0].retired_at is not None):
            raise wrong("/parent", "There is no such region in use.")
        if len(above) >= DEEPEST:
            raise wrong("/parent", "Regions have three levels: area, country, territory.")
    elif parent is not None:
        raise wrong("/parent", "The terms of this list stand side by side, under none.")


def lineage(terms: list[Term], code: str | None) -> list[Term]:
    """A term and all it lies in, from below."""
    by_code = {term.code: term for term in terms}
    found: list[Term] = []
    while code in by_code and len(found) <= DEEPEST:
        found.append(by_code[code])
        code = by_code[code].parent
    return found


def behind(terms: list[Term], parent: str | None) -> int:
    """The place behind the last of those beside it; behind what it lies in when it is the first there."""
    places = [at for at, term in enumerate(terms) if parent in (term.parent, term.code) or parent is None]
    return places[-1] + 1 if places else len(terms)


def change_term(
    session: Session, actor_id: str, name: str, code: str, given: TermChange, request_id: str | None = None
) -> None:
    """Other words, another place, or both. Raises NotFound, VocabularyChanged, Invalid, TermNotPossible."""
    terms = held(session, name, given.version)
    term = term_of(terms, code)
    if "label" in given.model_fields_set and given.label is None:
        raise wrong("/label", "Can't be empty; leave it out to keep it.")
    fields: list[str] = []
    if given.label is not None:
        fields += [
            f"label.{one}" for one, words in given.label.words().items() if words != term.label.get(one)
        ]
        term.label = given.label.words()
    if "hint" in given.model_fields_set:
        hint = given.hint.words() if given.hint else None
        fields += ["hint"] if hint != term.hint else []
        term.hint = hint
    if given.place is not None and name == BARRIERS:
        raise TermNotPossible("The barriers keep their places: people's fingers know them.")
    if given.place is not None and put(terms, term, given.place):
        fields.append("place")
    if fields:
        moved_on(session, term, "changed", actor_id, request_id, fields=fields)


def put(terms: list[Term], term: Term, place: int) -> bool:
    """Among those in use beside it; the others keep their order. Returns whether anything moved."""
    if term.retired_at is not None:
        raise TermNotPossible("A retired term has no place to be moved to. Bring it back first.")
    beside = [one for one in terms if one.parent == term.parent and one.retired_at is None]
    positions = [one.position for one in beside]
    order = [one for one in beside if one is not term]
    order.insert(place, term)
    for one, position in zip(order, positions, strict=True):
        one.position = position
    return order != beside


def retire_term(
    session: Session, actor_id: str, name: str, code: str, version: int, request_id: str | None = None
) -> None:
    """No longer offered. What is filed under it stays, and phones that hold it may still send it."""
    terms = held(session, name, version)
    term = term_of(terms, code)
    if name == BARRIERS:
        raise TermNotPossible("The barriers are what the product is built round: none can be retired.")
    if name == "sub_barrier" and code == INBOX:
        raise TermNotPossible("Each barrier needs a place for what fits nowhere yet: this one stays.")
    if any(one.parent == code and one.retired_at is None for one in terms):
        raise TermNotPossible("There are regions in use below it. Retire those first.")
    if term.retired_at is None:
        term.retired_at = now()
        moved_on(session, term, "retired", actor_id, request_id)


def restore_term(
    session: Session, actor_id: str, name: str, code: str, version: int, request_id: str | None = None
) -> None:
    """Offered again, where it was."""
    terms = held(session, name, version)
    term = term_of(terms, code)
    above = next((one for one in terms if one.code == term.parent), None)
    if above is not None and above.retired_at is not None:
        raise TermNotPossible("What it lies in is retired. Bring that back first.")
    if term.retired_at is not None:
        term.retired_at = None
        moved_on(session, term, "restored", actor_id, request_id)


def wrong(pointer: str, why: str) -> Invalid:
    """One field, one sentence."""
    return Invalid(errors=[FieldError(pointer, why)])
