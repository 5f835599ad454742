"""Short ways to make the things of the field, for tests. Each `make.thing(session, …)` adds rows and flushes."""

from tests.make.actors import account_for, actor, system
from tests.make.places import SmallCountry, cabinet, district, region, republic, small_country

__all__ = ["SmallCountry", "account_for", "actor", "cabinet", "district", "region", "republic", "small_country", "system"]
