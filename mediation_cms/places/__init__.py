"""The dated tree of places: republic, region, district, cabinet."""
