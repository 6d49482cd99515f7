"""The folder on disk: find, load, save; the only place that knows paths."""
