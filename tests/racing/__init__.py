"""Many hands book at once, over several server processes: for the small race in the tests and the large one in `bench`."""
