"""From which matters its reader is barred a list asks once, by an index, on both databases."""

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.cases.queries import CASE
from mediation_cms.intake.queries import REQUEST, visible_to
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters


def plan(session: Session, statement: sa.Select[tuple[object]]) -> str:
    """How the database would go about it, were its tables large."""
    connection = session.connection()
    words = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
    if connection.dialect.name == "sqlite":
        return "\n".join(row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}"))
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {words}"))


def test_a_list_asks_once_by_an_index(session: Session, cast: matters.Cast) -> None:
    everywhere = make.actor(session, Role.AUDITOR, cast.country.republic)
    plans = [
        plan(session, sa.select(table.c.id).where(visible_to(actor, table)).order_by(table.c.id.desc()).limit(51))
        for table in (REQUEST, CASE)
        for actor in (everywhere, cast.coordinator)
    ]

    asked = "hashed SubPlan" if session.connection().dialect.name == "postgresql" else "LIST SUBQUERY"
    for said in plans:
        assert asked in said
        assert "CORRELATED" not in said
        assert "ix_barring_person_id" in said or "uq_barring_standing" in said
