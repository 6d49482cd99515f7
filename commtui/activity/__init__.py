"""What people did: commits, threads and answers, kept in a cache that can be thrown away at any time."""
