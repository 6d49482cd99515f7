"""Records for people and for machines: a module per format."""
