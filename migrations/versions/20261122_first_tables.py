"""The first tables: people, sign-in, code lists, entries with their revisions and receipts, the audit trail.

Revision: 20261122_first_tables
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_first_tables"
down_revision = None

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("no", row_number, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("actor_id", uuid, nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("object_kind", sa.String(length=32), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_audit_event")),
    )
    op.create_index("ix_audit_event_actor_id", "audit_event", ["actor_id"])
    op.create_index("ix_audit_event_at", "audit_event", ["at"])

    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("server_id", uuid, nullable=False),
        sa.Column("epoch", uuid, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_feed_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
    )
    op.create_table(
        "person",
        sa.Column("id", uuid, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("all_regions", sa.Boolean(), nullable=False),
        sa.Column("scope_version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("no", row_number, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_sign_in_failure")),
    )
    op.create_index("ix_sign_in_failure_at", "sign_in_failure", ["at"])

    op.create_table(
        "vocabulary",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_vocabulary")),
        sa.UniqueConstraint("seq", name=op.f("uq_vocabulary_seq")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", uuid, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_token_secret_hash")),
    )
    op.create_index("ix_api_token_person_id", "api_token", ["person_id"])

    op.create_table(
        "device",
        sa.Column("id", uuid, nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("op_no_max", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", moment, nullable=False),
        sa.Column("last_seen_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_device_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index("ix_device_person_id", "device", ["person_id"])

    op.create_table(
        "entry",
        sa.Column("no", row_number, nullable=False),
        sa.Column("id", uuid, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("author_id", uuid, nullable=False),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("captured_at", sa.String(length=40), nullable=False),
        sa.Column("barrier", sa.String(length=64), nullable=True),
        sa.Column("sub_barrier", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("so_what", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("therapeutic_area", sa.String(length=64), nullable=True),
        sa.Column("stakeholder_type", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("hco_type", sa.String(length=64), nullable=True),
        sa.Column("region", sa.String(length=64), nullable=True),
        sa.Column("hcp_ref", sa.String(length=64), nullable=True),
        sa.Column("hco_ref", sa.String(length=64), nullable=True),
        sa.Column("solicited", sa.String(length=16), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("listening_priority", sa.String(length=64), nullable=True),
        sa.Column("theme_id", uuid, nullable=True),
        sa.Column("stance", sa.String(length=16), nullable=True),
        sa.Column("safety_answer", sa.String(length=8), nullable=True),
        sa.Column("safety_status", sa.String(length=16), nullable=False),
        sa.Column("safety_reason", sa.Text(), nullable=True),
        sa.Column("safety_reference", sa.String(length=64), nullable=True),
        sa.Column("aware_at", sa.String(length=40), nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("copy_of", uuid, nullable=True),
        sa.Column("created_by_client", uuid, nullable=True),
        sa.Column("field_marks", sa.Text(), nullable=False),
        sa.Column("unknown_fields", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'observation' OR (barrier IS NOT NULL AND text IS NOT NULL)",
            name=op.f("ck_entry_observation"),
        ),
        sa.CheckConstraint(
            "kind <> 'reaction' OR (theme_id IS NOT NULL AND stance IS NOT NULL)",
            name=op.f("ck_entry_reaction"),
        ),
        sa.CheckConstraint("kind IN ('observation', 'reaction', 'nothing_new')", name=op.f("ck_entry_kind")),
        sa.CheckConstraint("safety_answer IN ('yes', 'no')", name=op.f("ck_entry_safety_answer")),
        sa.CheckConstraint(
            "safety_status <> 'not_an_event' OR safety_reason IS NOT NULL",
            name=op.f("ck_entry_safety_reason_given"),
        ),
        sa.CheckConstraint(
            "safety_status IN ('none', 'suspected', 'handed_off', 'not_an_event')",
            name=op.f("ck_entry_safety_status"),
        ),
        sa.CheckConstraint("solicited IN ('yes', 'no', 'not_applicable')", name=op.f("ck_entry_solicited")),
        sa.CheckConstraint("stance IN ('supports', 'contradicts', 'refines')", name=op.f("ck_entry_stance")),
        sa.CheckConstraint("length(hco_ref) BETWEEN 1 AND 64", name=op.f("ck_entry_hco_ref_length")),
        sa.CheckConstraint("length(hcp_ref) BETWEEN 1 AND 64", name=op.f("ck_entry_hcp_ref_length")),
        sa.CheckConstraint("length(next_step) BETWEEN 1 AND 500", name=op.f("ck_entry_next_step_length")),
        sa.CheckConstraint("length(so_what) BETWEEN 1 AND 500", name=op.f("ck_entry_so_what_length")),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 1000", name=op.f("ck_entry_text_length")),
        sa.CheckConstraint("rev >= 1", name=op.f("ck_entry_rev")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_entry_author_id_person")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_entry_id")),
        sa.UniqueConstraint("seq", name=op.f("uq_entry_seq")),
    )
    op.create_index("ix_entry_author_seq", "entry", ["author_id", "seq"])
    op.create_index(
        "ix_entry_trend",
        "entry",
        ["visited_on", "region", "barrier", "sub_barrier", "therapeutic_area", "kind", "deleted"],
    )
    op.create_index("ix_entry_visited_on_no", "entry", ["visited_on", "no"])

    op.create_table(
        "login_session",
        sa.Column("id", uuid, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("last_seen_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_login_session_secret_hash")),
    )
    op.create_index("ix_login_session_person_id", "login_session", ["person_id"])

    op.create_table(
        "op",
        sa.Column("op_id", uuid, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("client_id", uuid, nullable=False),
        sa.Column("op_no", sa.Integer(), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("entry_id", uuid, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("copy_id", uuid, nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint("status IN ('applied', 'conflict_copy', 'rejected')", name=op.f("ck_op_status")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_op_person_id_person")),
        sa.PrimaryKeyConstraint("op_id", name=op.f("pk_op")),
    )
    op.create_table(
        "person_region",
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_region_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "region", name=op.f("pk_person_region")),
    )
    op.create_table(
        "person_role",
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "role IN ('msl', 'lead', 'analyst', 'safety', 'admin')", name=op.f("ck_person_role_role")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_role_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_role")),
    )
    op.create_table(
        "vocabulary_term",
        sa.Column("vocabulary", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("hint", sa.JSON(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", moment, nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vocabulary"], ["vocabulary.name"], name=op.f("fk_vocabulary_term_vocabulary_vocabulary")
        ),
        sa.PrimaryKeyConstraint("vocabulary", "code", name=op.f("pk_vocabulary_term")),
    )
    op.create_table(
        "entry_revision",
        sa.Column("entry_id", uuid, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("client_id", uuid, nullable=True),
        sa.Column("device_time", sa.String(length=40), nullable=False),
        sa.Column("server_time", moment, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('create', 'update', 'delete', 'restore')", name=op.f("ck_entry_revision_action")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_revision_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_entry_revision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("entry_id", "rev", name=op.f("pk_entry_revision")),
        sa.UniqueConstraint("seq", name=op.f("uq_entry_revision_seq")),
    )
    append_only("audit_event", "old.no = new.no")
    append_only("entry_revision", "old.entry_id = new.entry_id AND old.rev = new.rev")
    append_only("op", "old.op_id = new.op_id")
    words_in_entries()
    no_change_without_a_stamp()


def append_only(table: str, same: str) -> None:
    """Refuse update and delete; and, on SQLite, the INSERT OR REPLACE that goes round a delete trigger."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END $$"""
        )
        op.execute(
            f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()"""
        )
        op.execute(
            f"""CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"""
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    op.execute(
        f"""CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} AS old WHERE {same}) {refuse}"""  # noqa: S608 - our own names
    )


def words_in_entries() -> None:
    """The search index; the words are folded before they come here, so no tokenizer has a say."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE entry_search (no bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_entry_search_words ON entry_search USING gin (words)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE entry_search USING fts5"
        "(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
    )


def no_change_without_a_stamp() -> None:
    """PostgreSQL has many writers: no SQL, ours or a stranger's, may change an entry outside the change sequence."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        """CREATE FUNCTION entry_is_stamped() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.seq > (SELECT head FROM feed) OR (TG_OP = 'UPDATE' AND NEW.seq <= OLD.seq) THEN
            RAISE EXCEPTION 'an entry was changed without a stamp of the change sequence'
              USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          RETURN NULL;
        END $$"""
    )
    op.execute(
        """CREATE CONSTRAINT TRIGGER entry_stamped AFTER INSERT OR UPDATE ON entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_is_stamped()"""
    )
