"""Themes with the entries behind them, their steps and actions; journeys of entries; roles that read theme pages.

Revision: 20261123_themes
Follows: 20261123_identities
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_themes"
down_revision = "20261123_identities"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")

ROLES = "role IN ('msl', 'lead', 'analyst', 'safety', 'admin', 'colleague', 'commercial')"
STATUS = "status IN ('heard', 'corroborated', 'co_designed', 'piloted', 'changed', 'closed')"
OWNER = (
    "owner_function IN"
    " ('medical', 'r_and_d', 'regulatory', 'market_access', 'patient_engagement', 'commercial')"
)


def upgrade() -> None:
    more_roles()
    journeys()
    themes()
    links_and_steps()
    actions()


def more_roles() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_person_role_role"), "person_role", type_="check")
    # SQLite makes the table anew, without the CHECKs it had.
    with op.batch_alter_table("person_role") as batch:
        batch.create_check_constraint(op.f("ck_person_role_role"), ROLES)


def journeys() -> None:
    op.create_table(
        "entry_journey",
        sa.Column("entry_id", uuid, nullable=False),
        sa.Column("author_id", uuid, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("moved_at", moment, nullable=False),
        sa.Column("read_at", moment, nullable=True),
        sa.Column("read_by", uuid, nullable=True),
        sa.Column("linked_at", moment, nullable=True),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("heard_back_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_journey_entry_id_entry")),
        sa.ForeignKeyConstraint(["read_by"], ["person.id"], name=op.f("fk_entry_journey_read_by_person")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_journey")),
        sa.UniqueConstraint("seq", name=op.f("uq_entry_journey_seq")),
    )
    op.create_index("ix_entry_journey_author_id_seq", "entry_journey", ["author_id", "seq"])


def themes() -> None:
    op.create_table(
        "theme",
        sa.Column("no", row_number, nullable=False),
        sa.Column("id", uuid, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("barrier", sa.String(64), nullable=False),
        sa.Column("sub_barrier", sa.String(64), nullable=True),
        sa.Column("region", sa.String(64), nullable=True),
        sa.Column("hco_type", sa.String(64), nullable=True),
        sa.Column("therapeutic_area", sa.String(64), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_at", moment, nullable=False),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.Column("line_to_take_back", sa.Text(), nullable=True),
        sa.Column("cleared_by", uuid, nullable=True),
        sa.Column("cleared_at", moment, nullable=True),
        sa.Column("merged_into", uuid, nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.CheckConstraint(STATUS, name=op.f("ck_theme_status")),
        sa.CheckConstraint("length(conclusion) BETWEEN 1 AND 500", name=op.f("ck_theme_conclusion_length")),
        sa.CheckConstraint(
            "length(closed_because) BETWEEN 1 AND 500", name=op.f("ck_theme_closed_because_length")
        ),
        sa.CheckConstraint(
            "length(line_to_take_back) BETWEEN 1 AND 500", name=op.f("ck_theme_line_to_take_back_length")
        ),
        sa.CheckConstraint(
            "status <> 'closed' OR closed_because IS NOT NULL", name=op.f("ck_theme_closed_because_given")
        ),
        sa.CheckConstraint(
            "cleared_at IS NULL OR line_to_take_back IS NOT NULL", name=op.f("ck_theme_cleared_line")
        ),
        sa.CheckConstraint(
            "region IS NOT NULL OR hco_type IS NOT NULL OR therapeutic_area IS NOT NULL",
            name=op.f("ck_theme_place"),
        ),
        sa.ForeignKeyConstraint(["cleared_by"], ["person.id"], name=op.f("fk_theme_cleared_by_person")),
        sa.ForeignKeyConstraint(["merged_into"], ["theme.id"], name=op.f("fk_theme_merged_into_theme")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_theme_person_id_person")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_theme")),
        sa.UniqueConstraint("id", name=op.f("uq_theme_id")),
        sa.UniqueConstraint("seq", name=op.f("uq_theme_seq")),
    )
    op.create_index("ix_theme_merged_into", "theme", ["merged_into"])
    op.create_index("ix_theme_changed_at_no", "theme", ["changed_at", "no"])
    op.create_table(
        "theme_former_place",
        sa.Column("theme_id", uuid, nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_former_place_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("theme_id", "region", name=op.f("pk_theme_former_place")),
    )


def links_and_steps() -> None:
    op.create_table(
        "theme_link",
        sa.Column("no", row_number, nullable=False),
        sa.Column("theme_id", uuid, nullable=False),
        sa.Column("entry_id", uuid, nullable=False),
        sa.Column("stance", sa.String(16), nullable=False),
        sa.Column("reacts_to", uuid, nullable=True),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint(
            "stance IN ('supports', 'contradicts', 'refines')", name=op.f("ck_theme_link_stance")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_link_theme_id_theme")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_theme_link_entry_id_entry")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_theme_link_person_id_person")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_theme_link")),
        sa.UniqueConstraint("theme_id", "entry_id", name=op.f("uq_theme_link_theme_id_entry_id")),
    )
    op.create_index("ix_theme_link_entry_id", "theme_link", ["entry_id"])
    op.create_index("ix_theme_link_theme_id_no", "theme_link", ["theme_id", "no"])
    op.create_table(
        "theme_step",
        sa.Column("no", row_number, nullable=False),
        sa.Column("theme_id", uuid, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_before", sa.String(16), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint(STATUS, name=op.f("ck_theme_step_status")),
        sa.CheckConstraint("length(why) BETWEEN 1 AND 500", name=op.f("ck_theme_step_why_length")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_step_theme_id_theme")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_theme_step_person_id_person")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_theme_step")),
    )
    op.create_index("ix_theme_step_theme_id_no", "theme_step", ["theme_id", "no"])


def actions() -> None:
    op.create_table(
        "theme_action",
        sa.Column("id", uuid, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("theme_id", uuid, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("partner_ref", sa.String(64), nullable=True),
        sa.Column("owner_function", sa.String(32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.CheckConstraint(OWNER, name=op.f("ck_theme_action_owner_function")),
        sa.CheckConstraint(
            "status IN ('open', 'under_way', 'done', 'dropped')", name=op.f("ck_theme_action_status")
        ),
        sa.CheckConstraint("length(what) BETWEEN 1 AND 500", name=op.f("ck_theme_action_what_length")),
        sa.CheckConstraint(
            "length(partner_ref) BETWEEN 1 AND 64", name=op.f("ck_theme_action_partner_ref_length")
        ),
        sa.CheckConstraint("length(outcome) BETWEEN 1 AND 500", name=op.f("ck_theme_action_outcome_length")),
        sa.CheckConstraint(
            "status NOT IN ('done', 'dropped') OR outcome IS NOT NULL",
            name=op.f("ck_theme_action_outcome_given"),
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_action_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_action")),
        sa.UniqueConstraint("seq", name=op.f("uq_theme_action_seq")),
    )
    op.create_index("ix_theme_action_theme_id", "theme_action", ["theme_id"])
    op.create_table(
        "theme_action_revision",
        sa.Column("action_id", uuid, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["theme_action.id"], name=op.f("fk_theme_action_revision_action_id_theme_action")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_theme_action_revision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("action_id", "rev", name=op.f("pk_theme_action_revision")),
    )
