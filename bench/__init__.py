"""Speed beside the floors: CPU per request of the process tree, as ratios in one run. `make bench` runs it."""
