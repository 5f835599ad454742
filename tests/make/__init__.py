"""Short ways to make the things of the field, for tests. Each `make.thing(session, …)` adds rows and flushes."""

from tests.make.actors import account_for, actor, anybody, system
from tests.make.intake import law, request, request_typed
from tests.make.places import SmallCountry, cabinet, district, region, republic, small_country

__all__ = [
    "SmallCountry", "account_for", "actor", "anybody", "cabinet", "district", "law", "region", "republic", "request",
    "request_typed", "small_country", "system",
]  # fmt: skip
