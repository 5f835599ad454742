"""Requests and their parties: what somebody brought to a cabinet."""
