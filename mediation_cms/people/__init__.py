"""People, organisations, contacts, accounts and roles."""
