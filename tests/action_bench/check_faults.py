"""A pull request with 25 faults in 4 files: each is on its line, nothing is asked of the network."""

from __future__ import annotations

import json
from pathlib import Path

from tests.action_bench.bench import REPOSITORY, GitHubStandIn, Scene, git, levels

NUMBER = 27
# A file's lines, and after "#!" the faults that a line is to be marked for.
FILES = {
    "community/people.toml": """
[[person]]
id = "no id "                               #!
name = "Ana"
[[person]]                                  #!
id = "ben"
[[person]]
id = "cleo"
name = 7                                    #!
[[person]]
id = "dora"
name = "Dora"
nmae = "Dora"                               #!
[[person]]
id = "dora"                                 #!
name = "Another Dora"
[[person]]
id = "emil"
name = "Emil"
timezone = "Middle/Earth"                   #!
[[person.affiliation]]
organization = "Guild"
since = 2024-05-01
until = 2023-05-01                          #!
""",
    "community/goals/2026-Q4.toml": """
[[goal]]
id = "seeds"
quarter = "2026-Q5"                         #!
title = "Seeds"
status = "active"
[[goal]]
id = "soil"
quarter = "2026-Q4"
title = ""                                  #!
status = "busy"                             #!
[[goal.key_result]]
title = "Half of it"
score = 1.5                                 #!
[[goal]]
id = "water"
quarter = "2026-Q4"
title = "Water"
status = "planned"
focus_area = "well"                         #!
owners = ["dora", "nobody"]                 #!
[[goal.key_result]]
title = "Both ways"
done = true                                 #!
score = 0.5
""",
    "community/roadmap.toml": """
[[item]]
id = "one"
title = "One"
status = "idea"
depends_on = ["two"]                        #!
[[item]]
id = "two"
title = "Two"
status = "idea"
depends_on = ["one"]
[[item]]
id = "three"
title = "Three"
status = "idea"
when = "soon"                               #!
[[item]]
id = "four"
title = "Four"
status = "idea"
owners = "dora"                             #!
[[itme]]                                    #!
id = "five"
[[item]]
id = "six"
title = "Six"
status = "idea"
tags = ["a", 7]                             #!
""",
    "community/careers/gardener.toml": """
[[ladder]]
id = "gardener"
title = "Gardener"
[[ladder.rung]]
id = "tree"
title = "Tree"
line = "middle"                             #!
[[ladder.rung.requirement]]
text = "Three beds"
kind = "count"
at_least = "three"                          #!
[[ladder.rung]]
id = "wood"
title = "Wood"
minimum_holders = -1                        #!
maximum_share_per_organization = 2          #!
[[ladder]]
id = "keeper"
title = "Keeper"
[[ladder.rung]]
id = "key"
title = "Key"
after = ["lock"]                            #!
[[standing]]
person = "dora"
ladder = "keeper"
rung = "leaf"                               #!
""",
}


def check(scene: Scene, github: GitHubStandIn) -> None:
    """The faults, through the runner."""
    github.control("log", {})
    try_faults(scene, github.address)
    scene.expect("nothing was asked of GitHub", not github.control("log"), github.control("log"))


def try_faults(scene: Scene, address: str) -> None:
    """Merge the faults as GitHub does, and see each marked."""
    workspace = scene.folder / "faults"
    head = merged(workspace)
    payload = scene.event("pull_request.opened", NUMBER, address)
    payload["pull_request"]["head"] |= {"sha": head, "repo": {"full_name": REPOSITORY}}
    wanted = {(name, line) for name, text in FILES.items() for line in marked(text)}

    told = scene.run("pull_request", payload, workspace, address, token="")

    found = json.loads(Path(told["outputs"]["result"]).read_text("utf-8"))
    errors = [each for each in found["check"]["diagnostics"] if each["severity"] == "error"]
    places = {(each["file"], each["line"]) for each in errors}
    annotated = [each for each in told["annotations"] if each["level"] == "error" and "line" in each]
    scene.expect("the run is red", told["conclusion"] == "failure")
    scene.expect(f"{len(wanted)} faults on their lines", places == wanted, sorted(places ^ wanted))
    scene.expect("nine are annotated", len(annotated) == 9 and levels(told)["error"] == 10, levels(told))
    scene.expect("each annotation is on a fault", {(e["file"], e["line"]) for e in annotated} <= wanted)
    rows = [each for each in told["summary"].split("\n") if each.startswith("| ❌")]
    scene.expect("the summary has them all", len(rows) == len(errors), len(rows))
    scene.expect("the outputs count them", told["outputs"]["errors"] == str(len(errors)), told["outputs"])
    scene.expect("GitHub shows all that is annotated", not told["notes"], told["notes"])


def merged(workspace: Path) -> str:
    """A checkout of the merge that GitHub makes to try a pull request; the commit that was pushed."""
    workspace.mkdir()
    git(workspace, "init", "--quiet", "-b", "main")
    put(workspace, "community/community.toml", '[community]\nname = "The Garden"\n')
    git(workspace, "add", "-A")
    git(workspace, "commit", "--quiet", "-m", "The plan")
    git(workspace, "checkout", "--quiet", "-b", "change")
    for name, text in FILES.items():
        put(workspace, name, "".join(line.partition("#!")[0].rstrip() + "\n" for line in text.strip().split("\n")))
    git(workspace, "add", "-A")
    git(workspace, "commit", "--quiet", "-m", "The change")
    head = git(workspace, "rev-parse", "HEAD")
    git(workspace, "checkout", "--quiet", "main")
    git(workspace, "merge", "--quiet", "--no-ff", "-m", "Merge", "change")
    return head


def put(workspace: Path, name: str, text: str) -> None:
    """Write a file."""
    path = workspace / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def marked(text: str) -> list[int]:
    """The numbers of the lines that are to be marked."""
    return [number for number, line in enumerate(text.strip().split("\n"), 1) if "#!" in line]
