"""Words and pictures: the only place that writes prose for people."""
