"""The GitHub Action: an event comes in, one task goes out."""
