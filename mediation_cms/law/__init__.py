"""Dated rules, labels and holidays, each with its source."""
