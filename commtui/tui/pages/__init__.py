"""What the pages about records say; each writes with a `Writer`."""
