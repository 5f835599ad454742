"""Code of the seeds; their data stands in the top-level folder seed."""
