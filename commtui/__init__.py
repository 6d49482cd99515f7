"""commtui: a community's plan as TOML, in the terminal and on GitHub."""

__version__ = "0.1.0"
