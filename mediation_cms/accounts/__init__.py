"""Sign-in, sessions, roles in places."""
