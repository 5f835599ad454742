"""Stored files, papers and their rendering, verification."""
