"""Settlement agreements, their obligations and performance."""
