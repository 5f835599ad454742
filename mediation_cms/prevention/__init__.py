"""Ethnomediation: preventive measures."""
