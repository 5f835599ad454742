"""The catalogue of disputes, sources, grounds and clauses."""
