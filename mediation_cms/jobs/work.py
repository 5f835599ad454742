"""The jobs process. Several may run, on one server or on many: the one that holds the lease works, the others stand by."""

import logging
import os
import secrets
import signal
import threading
import time
from contextlib import suppress
from datetime import UTC

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import OperationalError

from mediation_cms.core import clock
from mediation_cms.core.bell import Bell
from mediation_cms.core.bundled import bundled
from mediation_cms.core.db import Database
from mediation_cms.core.leases import LASTS, give_back, take
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.jobs.printing import warm_press
from mediation_cms.jobs.shift import Shift
from mediation_cms.jobs.timetable import TIMETABLE

LOG = logging.getLogger(__name__)
LEASE = "work"
RENEWED = 3.0
STANDBY = 1.0
NICE = 5
"""People who wait for a page come first."""
THREADS = 5
"""A mail server and a gateway that hang hold one each."""


def work(settings: Settings, database: Database) -> None:
    """Do the jobs of the timetable until SIGTERM or SIGINT."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    os.nice(NICE)
    logging.getLogger("apscheduler").setLevel(
        logging.ERROR
    )  # a job that is still at work when its second comes is no news
    holder = secrets.token_hex(16)
    while not stopping.is_set():
        try:
            if _holds(database, holder):
                _shift(settings, database, holder, stopping)
        except OperationalError as error:
            LOG.warning("the database does not answer: %s", error.orig)
        stopping.wait(STANDBY)


def _shift(settings: Settings, database: Database, holder: str, stopping: threading.Event) -> None:
    ending = threading.Event()
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    with Pressroom(bundled("pdf_templates"), settings.data_dir / "fonts") as press, Bell(settings.data_dir) as bell:
        shift = Shift(settings, database, press, ending)
        for job in TIMETABLE:
            seconds = job.every.total_seconds()
            scheduler.add_job(job.does, "interval", [shift], id=job.name, seconds=seconds, next_run_time=clock.now())
        scheduler.add_job(warm_press, args=[shift])
        scheduler.start()
        LOG.info("at work: %s", ", ".join(job.name for job in TIMETABLE))
        _say_what_is_not_sent(settings)
        try:
            _while_held(database, holder, stopping, bell, scheduler)
        finally:
            ending.set()
            scheduler.shutdown(wait=True)
            with suppress(OperationalError), database.transaction() as session:
                give_back(session, LEASE, holder)
    LOG.info("stopped")


def _say_what_is_not_sent(settings: Settings) -> None:
    demo = settings.mode is Mode.DEMO
    for what, url, lacks in (("mail", settings.smtp_url, "mail server"), ("SMS", settings.sms_url, "gateway")):
        if demo or not url:
            LOG.info("no %s is sent: %s", what, "this is a demo" if demo else f"there is no {lacks}")


def _while_held(
    database: Database, holder: str, stopping: threading.Event, bell: Bell, scheduler: BackgroundScheduler
) -> None:
    """Wake the prompt jobs when somebody rings, and renew the lease, until it is time to stop or the lease is lost."""
    renewed = time.monotonic()
    while not stopping.is_set():
        if bell.wait(STANDBY):
            for job in TIMETABLE:
                if job.prompt:
                    scheduler.modify_job(job.name, next_run_time=clock.now())
        age = time.monotonic() - renewed
        try:
            if age > RENEWED and not _holds(database, holder):
                LOG.error("another process has taken the lease")
                return
            renewed += age if age > RENEWED else 0
        except OperationalError:  # it may come back while the lease still lasts
            if age > LASTS - RENEWED:
                raise


def _holds(database: Database, holder: str) -> bool:
    """Take or renew the lease; whether this process has it. Raises OperationalError."""
    with database.transaction() as session:
        return take(session, LEASE, holder)
