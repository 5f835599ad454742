"""Mediators and the registers that they stand in."""
