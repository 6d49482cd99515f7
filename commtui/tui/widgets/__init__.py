"""Widgets that know nothing of communities."""
