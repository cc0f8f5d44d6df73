"""Regions with few entries, given as the region above them: who works alone in a valley would stand there by name.

What is shown as one region is never fewer entries than the setting says: what is merged goes up as a group until the
group is large enough, so nothing follows by subtraction from what stands above it. At the top it is shown as nowhere.
A region without entries counts as small, so that its first one changes nothing for those who hold a cursor.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entries.models import Tally
from app.entries.tallies import SMALLEST
from app.kit.tables import column
from app.vocabulary.queries import vocabularies

Parents = Mapping[str, str | None]
BEFORE = b',"region":"'


def parents_of_regions(session: Session) -> dict[str, str | None]:
    """The tree."""
    [found] = vocabularies(session, ["region"]) or [{"terms": []}]
    return {term["code"]: term["parent"] for term in found["terms"]}


def entries_by_region(session: Session) -> dict[str, int]:
    """How many live entries each region has, of all authors."""
    counted = select(column(Tally.region), func.sum(column(Tally.n))).where(column(Tally.sheet) == SMALLEST)
    return {region: int(n) for region, n in session.execute(counted.group_by(column(Tally.region)))}


def merged(parents: Parents, counts: Mapping[str, int], least: int) -> dict[str, str | None]:
    """For each region that is not shown as itself, the one that it is shown as. Pure."""
    shown: dict[str, str | None] = {}
    sums = dict(counts)
    groups: dict[str, list[str]] = {region: [region] for region in parents}
    for region in sorted(parents, key=lambda one: -len(above(one, parents))):
        if sums.get(region, 0) >= least:
            continue
        parent = parents[region] if parents[region] in parents else None
        shown |= dict.fromkeys(groups[region], parent)
        if parent is not None:
            sums[parent] = sums.get(parent, 0) + sums.get(region, 0)
            groups[parent] += groups[region]
    return shown


def above(region: str, parents: Parents) -> list[str]:
    """The regions above one, nearest first."""
    found: list[str] = []
    while (parent := parents.get(region)) is not None and parent not in found:
        found.append(parent)
        region = parent
    return found


def within(roots: Iterable[str], parents: Parents, shown: Parents) -> set[str]:
    """The regions whose entries are shown as one of these or below: a filter must not find what is merged away."""
    wanted = set(roots)
    seen = {region: shown.get(region, region) for region in parents}
    return {
        region for region, as_ in seen.items() if as_ is not None and wanted & {as_, *above(as_, parents)}
    }


def with_region(body: bytes, shown: Mapping[bytes, bytes]) -> bytes:
    """A stored body with the region that is shown; the key is unmistakable, since JSON text escapes its quotes."""
    before, key, rest = body.partition(BEFORE)
    if not key:
        return body
    code, _, after = rest.partition(b'"')
    return body if code not in shown else b'%b,"region":%b%b' % (before, shown[code], after)
