"""What changed between two revisions, in words and for machines: a module per format."""
