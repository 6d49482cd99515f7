"""Who may come to the next rung, for a terminal, for a program, and for publishing."""
