"""The whole way from the runner's variables to an exit code, as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from action.install import install, without_secrets
from tests.action.proposal import PLAN
from tests.repository import put
from tests.trying import cases

ROOT = Path(__file__).parents[2]
PLACES = [each for each in sys.path if "site-packages" in each]


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """What a runner says, with what the tasks need installed already."""
    for name in ("check", "comment", "metrics"):
        folder = _installed(name, tmp_path / "temp")
        folder.mkdir(parents=True)
        (folder / ".done").touch()
        # A folder of links instead of files: pip is not to be run here.
        for package in _packages():
            (folder / package.name).symlink_to(package)
    put(tmp_path / "workspace", PLAN)
    (tmp_path / "workspace" / ".git").mkdir()
    (tmp_path / "event.json").write_text(json.dumps({"action": "opened"}))
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_WORKSPACE": str(tmp_path / "workspace"),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "RUNNER_TEMP": str(tmp_path / "temp"),
    }


def _packages() -> list[Path]:
    return [
        found
        for place in PLACES
        for found in Path(place).iterdir()
        if found.suffix not in {".pth", ".dist-info"} and found.name != "__pycache__"
    ]


def _installed(name: str, temp: Path) -> Path:
    """Where a set would be installed."""
    import hashlib

    listed = ROOT / "action" / f"requirements-{name}.txt"
    digest = hashlib.sha256(listed.read_bytes() + sys.version.encode()).hexdigest()[:16]
    return temp / f"commtui-{name}-{digest}"


def run(runner: dict[str, str], event: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-X", "utf8", str(ROOT / "action" / "__main__.py")]
    workspace = runner["GITHUB_WORKSPACE"]
    environment = runner | {"GITHUB_EVENT_NAME": event} | more
    return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_check_runs_from_the_folder_of_the_action(runner: dict[str, str], tmp_path: Path) -> None:
    done = run(runner, "pull_request")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search("failed<<(.+)\nfalse\n", (tmp_path / "outputs").read_text())
    assert "nothing to mend" in (tmp_path / "summary").read_text()


def test_errors_are_an_output_by_which_the_last_step_turns_red(runner: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "workspace", {"community/x.toml": "what?\n"})

    assert run(runner, "pull_request").returncode == 0
    assert re.search("failed<<(.+)\ntrue\n", (tmp_path / "outputs").read_text())


@pytest.mark.parametrize("module", cases(["pydantic", "sitecustomize"], ["json", "action"]))
def test_a_module_in_the_checkout_is_never_run(runner: dict[str, str], tmp_path: Path, module: str) -> None:
    trap = f"import os; open({str(tmp_path / 'trapped')!r}, 'w').close()"
    put(tmp_path / "workspace", {f"{module}.py": trap, f"{module}/__init__.py": trap})

    done = run(runner, "pull_request", PYTHONPATH=str(tmp_path / "workspace"))

    assert done.returncode == 0
    assert not (tmp_path / "trapped").exists()


@pytest.mark.parametrize("event", cases(["watch", ""], ["gollum"]))
def test_an_event_that_is_for_no_task_is_a_notice(runner: dict[str, str], event: str) -> None:
    done = run(runner, event)

    assert done.returncode == 0
    assert done.stdout.startswith("::notice title=commtui::commtui has nothing to do on ")


def test_a_task_that_does_not_exist_is_an_error(runner: dict[str, str]) -> None:
    done = run(runner, "pull_request", COMMTUI_INPUT_TASK="greet")

    assert done.returncode == 1
    assert done.stdout.startswith('::error title=commtui::there is no task "greet"')


def test_without_a_payload_it_says_so(runner: dict[str, str]) -> None:
    done = run(runner, "pull_request", GITHUB_EVENT_PATH="")

    assert done.returncode == 1
    assert "the payload cannot be read" in done.stdout


@pytest.mark.parametrize(("task", "code", "level"), [("check", 1, "error"), ("welcome", 0, "warning")])
def test_what_cannot_be_installed_never_turns_a_greeting_red(
    runner: dict[str, str], tmp_path: Path, task: str, code: int, level: str
) -> None:
    done = run(
        runner,
        "pull_request_target",
        COMMTUI_INPUT_TASK=task,
        COMMTUI_INPUT_TOKEN="ghs_secret",
        RUNNER_TEMP=str(tmp_path / "other"),
        PIP_NO_INDEX="1",
        PIP_CONFIG_FILE=os.devnull,
    )

    assert done.returncode == code
    assert f"::{level} title=commtui::{task}: what this task needs could not be installed" in done.stdout
    assert "ghs_secret" not in done.stdout + done.stderr


def test_an_address_that_is_none_never_turns_a_greeting_red(runner: dict[str, str], tmp_path: Path) -> None:
    payload = {"action": "opened", "issue": {"number": 7, "user": {"login": "ada", "type": "User"}}}
    Path(runner["GITHUB_EVENT_PATH"]).write_text(json.dumps(payload))

    done = run(runner, "issues", COMMTUI_INPUT_TOKEN="ghs_x", GITHUB_API_URL="not an address", GITHUB_REPOSITORY="a/b")

    assert done.returncode == 0
    assert re.search("failed<<(.+)\nfalse\n", (tmp_path / "outputs").read_text())


def test_no_secret_reaches_pip_however_its_name_is_written() -> None:
    secret = {"COMMTUI_INPUT_TOKEN": "a", "npm_token": "b", "Client_Secret": "c", "password": "d"}

    assert without_secrets({**secret, "PIP_INDEX_URL": "e", "PATH": "f"}) == {"PIP_INDEX_URL": "e", "PATH": "f"}


def test_what_an_earlier_step_installed_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = _installed("check", tmp_path)
    folder.mkdir()
    (folder / ".done").touch()

    assert install("check", tmp_path, {}) == folder
