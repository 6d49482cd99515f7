"""What a check found, for people and for machines: a module per format, each with `render`."""
