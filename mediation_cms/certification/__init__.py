"""Courses, participation, certificates."""
