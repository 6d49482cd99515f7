"""The path to a thing in TOML data."""

KeyPath = tuple[str | int, ...]
"""Names of keys, and 0-based numbers in arrays: `("goal", 0, "owners", 1)`."""
