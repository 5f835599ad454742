"""Short ways to make the things of the field, for tests. Each `make.thing(session, …)` adds rows and flushes."""

from tests.make.actors import account_for, actor, anybody, system, visitor
from tests.make.intake import request, request_typed
from tests.make.law import law
from tests.make.places import SmallCountry, cabinet, district, region, republic, small_country

__all__ = [
    "SmallCountry", "account_for", "actor", "anybody", "cabinet", "district", "law", "region", "republic", "request",
    "request_typed", "small_country", "system", "visitor",
]  # fmt: skip
