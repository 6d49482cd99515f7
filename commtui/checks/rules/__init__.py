"""The rules, a module per subject; each module-level `Rule` in here is run."""
