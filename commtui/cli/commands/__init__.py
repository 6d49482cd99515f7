"""The subcommands: a module each, named like the command, with a click command called `command`."""
