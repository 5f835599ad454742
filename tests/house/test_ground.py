"""The ground that the other tests stand on."""

import smtplib
from email.message import EmailMessage

import sqlalchemy as sa
from sqlmodel import select

from mediation_cms.core.stamps import Stamp


def test_a_test_runs_on_the_database_that_its_name_says(engine, database):
    assert engine.dialect.name == database


def test_every_database_has_the_tables_and_enforces_them(session, database):
    session.add(Stamp(name="tests", version=1))
    session.commit()
    session.expunge_all()

    assert session.exec(select(Stamp).where(Stamp.name == "tests")).all() == [Stamp(name="tests", version=1)]


def test_no_row_of_a_committed_test_is_left_for_the_next(session):
    assert session.exec(select(Stamp).where(Stamp.name == "tests")).all() == []


def test_a_database_of_its_own_keeps_what_is_committed(own_engine):
    with own_engine.begin() as first:
        first.execute(sa.insert(Stamp), {"name": "tests", "version": 2})

    with own_engine.connect() as second:
        assert second.exec_driver_sql("SELECT name, version FROM stamp").all() == [("tests", 2)]


def test_postgresql_has_the_extensions_that_the_schema_asks_for(own_engine):
    if own_engine.dialect.name == "postgresql":
        with own_engine.begin() as connection:
            for extension in ("btree_gist", "pg_trgm"):
                connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def test_a_mail_that_is_sent_arrives(inbox):
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = "a@example.kz", "b@example.kz", "Өтініш №1"
    mail.set_content("Сәлеметсіз бе")

    with smtplib.SMTP(inbox.url.removeprefix("smtp://")) as server:
        server.send_message(mail)

    assert [(kept["Subject"], kept.get_content().strip()) for kept in inbox.mails] == [("Өтініш №1", "Сәлеметсіз бе")]


def test_the_browser_shows_a_page(page):
    page.set_content("<h1>Бітім</h1>")

    assert page.get_by_role("heading").inner_text() == "Бітім"
