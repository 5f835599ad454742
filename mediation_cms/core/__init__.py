"""What every concept stands on: clock, database, errors, workflow, settings, languages, formats, encryption."""
