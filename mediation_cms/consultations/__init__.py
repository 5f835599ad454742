"""Consultations held on a request, and their outcome."""
