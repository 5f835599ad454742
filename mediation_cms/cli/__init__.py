"""The command line: `mediation-cms`. Each command stands in a module of its own, loaded when it is called."""
