"""What the overview shows, a module for each group of its lines."""
