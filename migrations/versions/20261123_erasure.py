"""Erasure: a revision's words may be taken out while its entry's erasure is open; nothing else of it ever changes.

Revision: 20261123_erasure
Follows: 20261123_links
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_erasure"
down_revision = "20261123_links"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")
KEPT = ("entry_id", "rev", "seq", "action", "person_id", "client_id", "device_time", "server_time")


def upgrade() -> None:
    op.create_table(
        "entry_erasure",
        sa.Column("entry_id", uuid, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_erasure_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_erasure")),
    )
    if op.get_bind().dialect.name == "postgresql":
        kept = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT)
        op.execute(
            f"""CREATE OR REPLACE FUNCTION entry_revision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' THEN
                IF {kept} AND EXISTS (SELECT 1 FROM entry_erasure e WHERE e.entry_id = OLD.entry_id AND e.open) THEN
                  RETURN NEW;
                END IF;
              END IF;
              RAISE EXCEPTION 'entry_revision is append-only' USING ERRCODE = 'restrict_violation';
            END $$"""  # noqa: S608 - our own names
        )
        return
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
    op.execute("DROP TRIGGER entry_revision_no_update")
    op.execute(
        f"""CREATE TRIGGER entry_revision_no_update BEFORE UPDATE ON entry_revision
        WHEN NOT ({kept} AND EXISTS (SELECT 1 FROM entry_erasure e WHERE e.entry_id = OLD.entry_id AND e.open))
        BEGIN SELECT RAISE(ABORT, 'entry_revision is append-only'); END"""  # noqa: S608 - our own names
    )
