"""`commtui serve`: what it refuses before it serves anything, and what it warns of."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

_WITHOUT_THE_EXTRA = """
import sys
sys.modules["textual_serve"] = None
sys.argv = ["commtui", "serve"]
from commtui.__main__ import main
main()
"""


def test_without_a_community_it_fails_like_every_command(commtui: Run, tmp_path: Path) -> None:
    result = commtui("serve", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("commtui: no community in ")
    assert result.stdout == ""


def test_without_the_extra_it_says_how_to_install_it(plan: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", _WITHOUT_THE_EXTRA]
    result = subprocess.run(command, cwd=plan, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert result.returncode == 2
    assert result.stderr == "commtui: the browser takes an extra: pip install -e '.[serve]'\n"


def test_a_taken_port_is_told_in_a_line(commtui: Run, plan: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = commtui("serve", "--port", str(port), cwd=plan)
    assert result.returncode == 2
    assert result.stderr == (
        f"commtui: port {port} is taken: choose another with --port, or any free one with --port 0\n"
    )


def test_edits_by_anyone_on_the_network_must_be_wanted_in_so_many_words(commtui: Run, plan: Path) -> None:
    result = commtui("serve", "--edit", "--host", "0.0.0.0", "--port", "0", cwd=plan)
    assert result.returncode == 2
    assert "--trust-network" in result.stderr
    assert result.stdout == ""


def test_edit_and_read_only_exclude_each_other(commtui: Run, plan: Path) -> None:
    for arguments in (["--read-only", "serve", "--edit"], ["serve", "--edit", "--read-only"]):
        result = commtui(*arguments, cwd=plan)
        assert result.returncode == 2
        assert "--edit and --read-only exclude each other" in result.stderr
