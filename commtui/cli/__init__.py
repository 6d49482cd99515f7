"""The `commtui` command: a module per subcommand in `commands`, each imported when it is run."""
