"""Pages: load, act, answer."""
