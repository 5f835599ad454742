"""Whole ways through the product, walked in a real browser against the real program."""
