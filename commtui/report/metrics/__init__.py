"""The numbers of a period, for a terminal, for a program, and for publishing."""
