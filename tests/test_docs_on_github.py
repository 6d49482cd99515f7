"""The page about GitHub tells of the Action, its tasks and its workflows as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from action import newcomer, wire
from action.event import Event
from action.task import AUTO, TASKS, choose
from commtui.cli.run import run as commtui
from commtui.model.welcome import PLACEHOLDERS, Welcome
from commtui.report.automating import workflows
from tests.written import DOCS, block, hold, quoted, rows, table

PAGE = DOCS / "on-github.md"
TEXT = PAGE.read_text("utf-8")
ROOT = DOCS.parent
ACTION = (ROOT / "action.yml").read_text("utf-8")
_job = re.compile(r"^  (\S+):\n((?:    .*\n|\n)+)", re.MULTILINE)


def described(section: str) -> Iterator[tuple[str, str, str]]:
    """The names of a section of action.yml, each with its description and default."""
    text = re.search(rf"^{section}:\n((?:  .*\n|\n)+)", ACTION, re.MULTILINE)
    assert text is not None
    for name, body in re.findall(r"^  (\S+):\n((?:    .*\n)+)", text[1], re.MULTILINE):
        facts = dict(re.findall(r"^    (\w+): \"?(.*?)\"?$", body, re.MULTILINE))
        yield name, facts["description"], facts.get("default", "")


def test_all_inputs_and_outputs_are_told_as_the_action_declares_them() -> None:
    inputs = [(f"`{name}`", f"`{default}`" if default else "", told) for name, told, default in described("inputs")]
    hold(PAGE, "inputs", table(("input", "default", "what it does"), *inputs))
    outputs = [(f"`{name}`", told) for name, told, _ in described("outputs")]
    hold(PAGE, "outputs", table(("output", "what it is"), *outputs))
    assert len(inputs) > 5
    assert len(outputs) > 5


def shipped() -> Iterator[tuple[str, str, set[str]]]:
    """Each job of the workflows: its file, its task, and what it may do."""
    for name, text in workflows().items():
        for _, job in _job.findall(text.partition("\njobs:\n")[2]):
            (task,) = re.findall(r"^ +task: (\S+)$", job, re.MULTILINE)
            (given,) = re.findall(r"^    permissions:\n((?:      .*\n)+)", job, re.MULTILINE)
            yield name, task, set(re.findall(r"^      ([a-z-]+: [a-z]+)", given, re.MULTILINE))


def test_each_task_is_listed_with_its_workflow_and_the_permissions_that_it_is_given() -> None:
    told: list[tuple[str, str, set[str]]] = []
    for workflow, task, _, permissions in rows(PAGE, "What runs when"):
        file = quoted(workflow)[0] if workflow else told[-1][0]
        told.append((file, quoted(task)[0], set(quoted(permissions))))
    assert sorted(told, key=str) == sorted(shipped(), key=str)
    assert {task for _, task, _ in told} == set(TASKS)


def test_every_placeholder_is_explained() -> None:
    assert {quoted(name)[0].strip("{}") for name, _, _ in rows(PAGE, "Words of your own")} == PLACEHOLDERS


def test_the_words_of_ones_own_are_valid() -> None:
    (given,) = tomllib.loads(block(PAGE, "toml")).values()
    assert Welcome.model_validate(given).once


def test_the_reasons_for_no_greeting_are_those_of_the_log() -> None:
    told = [reason for _, _, reasons in rows(PAGE, "Who is greeted") for reason in quoted(reasons)]
    greet = Path(newcomer.__file__).with_name("greet.py").read_text("utf-8")
    known = Path(newcomer.__file__).read_text("utf-8") + greet
    assert len(told) > 10
    assert [each for each in told if each not in known] == []


def test_what_the_log_says_when_something_is_wrong_is_what_is_looked_up() -> None:
    section = TEXT.partition("## When something is wrong")[2]
    entries = re.findall(r"^- \*\*(`[^\n]*?)\*\*", section, re.MULTILINE)
    known = "".join(each.read_text("utf-8") for each in Path(wire.__file__).parent.glob("*.py"))
    for entry in entries:
        for words in quoted(entry)[0].split("..."):
            assert words.strip().replace("commtui-check", "{ARTIFACT}") in known, words
    assert len(entries) > 6


def test_the_event_is_one_that_the_command_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "event.json").write_text(block(PAGE, "json"), encoding="utf-8")
    (tmp_path / "community.toml").write_text('[community]\nname = "The Garden"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert commtui(["action", "event.json"]) == 0
    said = capsys.readouterr().out
    command, *shown = block(PAGE, "console").splitlines()
    assert command == "$ commtui action event.json"
    assert [each for each in shown if each not in ("  | ...",) and each not in said] == []
    assert "No greeting" not in said


def test_auto_takes_the_events_that_the_page_names() -> None:
    checked, reported = re.findall(r"(`[^.]*?) (?:are checked|report)", TEXT.partition("With `task: auto`")[2])[:2]
    for task, events in (("check", quoted(checked)), ("metrics", quoted(reported))):
        assert len(events) > 1
        assert all(choose(AUTO, Event(each, {})) == TASKS[task] for each in events)
    assert choose(AUTO, Event("star", {})) is None


def test_the_example_of_outputs_uses_those_that_there_are() -> None:
    inputs, outputs = ({name for name, *_ in described(each)} for each in ("inputs", "outputs"))
    assert set(re.findall(r"steps\.\w+\.outputs\.(\w+)", TEXT)) <= outputs
    assert set(re.findall(r"^          ([\w-]+):", TEXT, re.MULTILINE)) <= inputs
