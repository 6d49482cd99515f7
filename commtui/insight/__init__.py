"""Where plan and activity meet: what needs attention, and how far goals are."""
