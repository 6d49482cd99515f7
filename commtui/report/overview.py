"""The overview as plain text."""
