"""Events held for the public."""
