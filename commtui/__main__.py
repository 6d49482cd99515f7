"""The `commtui` command; asking for the version loads nothing else."""

from __future__ import annotations

import gc
import os
import sys

# Modules and records stay: to look for garbage among them as often as Python does costs a fifth of the time to start.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command and exit: 0 fine, 1 findings, 2 could not run, 130 interrupted."""
    try:
        sys.exit(_version() if sys.argv[1:] == ["--version"] else _command())
    except KeyboardInterrupt:
        sys.exit(130)


def _version() -> int:
    from commtui import __version__

    try:
        print(f"commtui {__version__}", flush=True)  # noqa: T201 - output of the command
    except OSError as error:
        from commtui.cli.run import not_written

        return not_written(error)
    return 0


def _command() -> int:
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    # None of its plugins is for us, and to look for them takes as long as to read a small plan.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from commtui.cli.run import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    main()
