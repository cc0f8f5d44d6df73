"""What an entry was before, asked of its own revisions."""

from sqlalchemy import ColumnElement, select

from app.entries.models import Entry, Revision
from app.kit.tables import column, table


def ever(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether any revision of the entry meets the conditions.

    Not as EXISTS: that PostgreSQL answers by reading the revisions of all entries first, again for each page.
    """
    own = column(Revision.entry_id) == column(Entry.id)
    first = select(column(Revision.rev)).where(own, *conditions).limit(1).correlate(table(Entry))
    return first.scalar_subquery().is_not(None)
