"""What the Action brings along, and how it is called: no more than it needs, each file by its hash."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from action.task import TASKS

ROOT = Path(__file__).parents[2]
ACTION = (ROOT / "action.yml").read_text("utf-8")
SETS = ("check", "comment", "metrics")

_TASK = """
import socket, sys
from pathlib import Path

def refuse(*_):
    raise AssertionError("the network was asked")

socket.socket.connect = refuse
sys.path.insert(0, sys.argv[1])
from tests.action.proposal import try_task
from action.event import Event
told = try_task("check", Event("push", {}), Path(sys.argv[2]), Path(sys.argv[2]))
assert told.outcome.outputs["errors"] == "0", told.log
for name, module in sorted(sys.modules.items()):
    if "site-packages" in (getattr(module, "__file__", None) or "") and "." not in name:
        print(name)
"""


def pinned(name: str) -> dict[str, Requirement]:
    text = (ROOT / "action" / f"requirements-{name}.txt").read_text("utf-8")
    lines = [each for each in text.replace("\\\n", " ").splitlines() if each and not each.startswith("#")]
    found = (Requirement(line.partition("--hash")[0].strip()) for line in lines)
    return {each.name: each for each in found}


@pytest.mark.parametrize("name", SETS)
def test_every_file_is_known_by_its_hash_and_no_server_is_named(name: str) -> None:
    text = (ROOT / "action" / f"requirements-{name}.txt").read_text("utf-8")

    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9-]+==[0-9a-z.]+( ; [^\n]+)? \\\n", block)
        assert re.search("--hash=sha256:[0-9a-f]{64}", block)
    assert "://" not in text


def test_each_set_adds_to_the_one_before() -> None:
    check, comment, metrics = (pinned(name) for name in SETS)

    assert check.items() <= comment.items() <= metrics.items()
    assert "pygithub" not in check
    assert "duckdb" not in comment
    assert {"pygithub", "duckdb"} <= metrics.keys()
    assert not {"textual", "click", "rich"} & metrics.keys()
    assert {each.requirements for each in TASKS.values()} <= set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_what_is_pinned_is_what_the_package_allows(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    allowed = {each.name.lower(): each.specifier for each in map(Requirement, project["dependencies"])}

    for package, requirement in pinned(name).items():
        (version,) = (each.version for each in requirement.specifier)
        assert package not in allowed or version in allowed[package]


def test_check_loads_only_what_its_set_holds(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text('[community]\nname = "The Garden"\n')
    command = [sys.executable, "-c", _TASK, str(ROOT), str(tmp_path)]

    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)

    assert done.stderr == ""
    installed = {each.replace("-", "_") for each in pinned("check")}
    # tomli is compiled: a part of it has a name of its own. The tests themselves bring pytest.
    brought = {each for each in done.stdout.split() if not each.endswith("__mypyc")}
    assert "pydantic" in brought
    assert brought - _of_tests() <= installed


def _of_tests() -> set[str]:
    return {"_distutils_hack", "pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "py"}


def scripts() -> list[str]:
    """The shell scripts of the action's steps."""
    found = re.findall(r"^ +run: (?:\|\n((?:(?: {8}.*)?\n)+)|(.+)\n)", ACTION + "\n", re.MULTILINE)
    return ["".join(each) for each in found]


def test_nothing_is_pasted_into_a_script() -> None:
    assert len(scripts()) == 3
    assert all("${{" not in each for each in scripts())


def test_there_are_at_most_ten_inputs_and_none_is_required() -> None:
    inputs = ACTION.partition("\ninputs:\n")[2].partition("\noutputs:\n")[0]

    names = re.findall(r"^  ([a-z_-]+):$", inputs, re.MULTILINE)
    assert len(names) <= 10
    assert inputs.count("required: false") == inputs.count("default:") == len(names)
    for name in names:
        assert name.replace("-", "_") in names
        assert re.search(rf"inputs\.{name}\b", ACTION)


def test_each_action_that_is_used_is_pinned_to_a_commit() -> None:
    used = re.findall(r"uses: (\S+)", ACTION)

    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", each) for each in used)


def test_python_is_isolated_wherever_it_is_called() -> None:
    called = [
        line for script in scripts() for line in script.splitlines() if re.search(r'"\$\w*(python|PYTHON)"', line)
    ]

    assert len(called) == 2
    assert all('" -I ' in each for each in called)
