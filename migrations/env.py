"""How Alembic reaches the app's database: through the app, in one transaction a run."""

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from app.db import Base


def render_item(kind, thing, _context):
    """A migration names plain types, so that it outlives the code that made it."""
    decorated = kind == "type" and isinstance(thing, TypeDecorator)
    return f"sa.{thing.impl_instance!r}" if decorated else False


def run_online():
    configure_args = current_app.extensions["migrate"].configure_args
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(writes=True) as connection:
        if engine.dialect.name == "sqlite":
            # Batch mode rebuilds tables; rows that point at them must not be deleted meanwhile.
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            **configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if engine.dialect.name == "sqlite":
            connection.connection.execute("PRAGMA foreign_keys=ON")


def run_offline():
    context.configure(
        url=current_app.config["SQLALCHEMY_DATABASE_URI"],
        target_metadata=Base.metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
