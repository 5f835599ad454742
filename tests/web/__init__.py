"""Pages, tried through the client."""
