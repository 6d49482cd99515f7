"""The main screen, and the panels over it."""
