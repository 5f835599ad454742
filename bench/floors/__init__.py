"""The thinnest honest implementation of each job. Ratios to it count, absolute times do not."""
