"""Mediation proper: assignment, contract, meetings, term, ending."""
