"""Keepers draft facts and judge questions, and a question may ask for several targets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    _complete_the_first_tables()
    op.create_table(
        "bank_folder",
        sa.Column("bank_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bank_toml", sa.Text(), nullable=False),
        sa.Column("facts_toml", sa.Text(), nullable=False),
        sa.Column("article_json", sa.Text(), nullable=False),
        sa.Column("questions_json", sa.Text(), nullable=False),
        sa.Column("verdicts_toml", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_bank_folder_bank_id_bank"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bank_id", name=op.f("pk_bank_folder")),
    )
    op.create_table(
        "upload",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_upload_bank_id_bank"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_upload_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_upload")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("written", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "part IN ('bank', 'entity', 'fact', 'sorting')", name=op.f("ck_draft_part")
        ),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_draft_bank_id_bank"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["user.id"],
            name=op.f("fk_draft_changed_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("bank_id", "part", "key", name=op.f("uq_draft_bank_id_part_key")),
    )
    op.create_table(
        "verdict",
        sa.Column("bank_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_uid", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("edits", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("judged_at", sa.DateTime(), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('approved', 'rejected', 'edited')", name=op.f("ck_verdict_decision")
        ),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_verdict_bank_id_bank"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"],
            ["user.id"],
            name=op.f("fk_verdict_judged_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("bank_id", "question_uid", name=op.f("pk_verdict")),
    )
    op.create_table(
        "question_part",
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_part_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["target.id"],
            name=op.f("fk_question_part_target_id_target"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "number", "position", name=op.f("pk_question_part")),
    )
    with op.batch_alter_table("question_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_part_target_id"), ["target_id"], unique=False)

    op.create_table(
        "question_fact",
        sa.Column("fact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["fact.id"],
            name=op.f("fk_question_fact_fact_id_fact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_fact_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("fact_id", "question_id", name=op.f("pk_question_fact")),
    )
    with op.batch_alter_table("question_fact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_fact_question_id"), ["question_id"], unique=False
        )

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("skill", sa.String(length=20), server_default="recall", nullable=False)
        )
        batch_op.add_column(sa.Column("estimated_difficulty", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("difficulty", sa.Double(), nullable=True))
        batch_op.add_column(
            sa.Column("answer_count", sa.Integer(), server_default="0", nullable=False)
        )


def _complete_the_first_tables():
    """0001 made this column only from its second day on; going down leaves it, as 0001 has it."""
    if op.get_context().as_sql:
        return  # Printed without a database to look at: as 0001 makes it today.
    names = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("preset")}
    if "fitted_answers" not in names:
        with op.batch_alter_table("preset", schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("fitted_answers", sa.Integer(), server_default="0", nullable=False)
            )


def downgrade():
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_column("answer_count")
        batch_op.drop_column("difficulty")
        batch_op.drop_column("estimated_difficulty")
        batch_op.drop_column("skill")

    with op.batch_alter_table("question_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_fact_question_id"))

    op.drop_table("question_fact")
    with op.batch_alter_table("question_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_part_target_id"))

    op.drop_table("question_part")
    op.drop_table("verdict")
    op.drop_table("draft")
    op.drop_table("upload")
    op.drop_table("bank_folder")
