"""Rules over a loaded community that give diagnostics."""
