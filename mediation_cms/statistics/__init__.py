"""Periods, indicators, the half-year report."""
