"""Figures: periods, borders, indicators, the balance, and the reports made of them."""
