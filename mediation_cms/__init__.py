"""Bitim: case management for the mediation cabinets of the Houses of Friendship."""
