"""A long history as git's fast-import reads it: many authors, merges, co-authors, a mailmap and time zones."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

FIRST = ("Ada", "Grace", "Alan", "Hedy", "Xia", "Annie", "Søren", "José", "Wangari", "Śrīnivāsa", "李", "Kateryna")
LAST = ("Lovelace", "Hopper", "Turing", "Lamarr", "Easley", "Kierkegaard", "Maathai", "Rāmānujan", "四光", "Noether")
ZONES = ("+0000", "+0300", "-0800", "+0530", "+1245", "-0330")
BEGIN = 1_200_000_000


def person(number: int) -> tuple[str, str]:
    """Name and address; some have two addresses, which the mailmap joins."""
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}"
    return name, f"person.{number}@example.org"


def _written_as(number: int, rng: random.Random) -> str:
    name, email = person(number)
    if number % 5 == 0 and rng.random() < 0.3:
        name, email = name.split()[0].lower(), f"old-{number}@laptop.example"
    return f"{name} <{email}>"


def mailmap(people: int) -> str:
    """The mailmap of this history."""
    return "".join(
        f"{person(number)[0]} <{person(number)[1]}> <old-{number}@laptop.example>\n" for number in range(0, people, 5)
    )


def _stream(commits: int, people: int, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    text = mailmap(people)
    yield f"blob\nmark :1\ndata {len(text.encode())}\n{text}\n"
    when = BEGIN
    for number in range(commits):
        when += rng.randrange(20, 40_000)
        author = _written_as(min(int(rng.paretovariate(0.7)) - 1, people - 1), rng)
        message = (
            f"Change {number}: what {rng.randrange(10**6)} needed\n\n" + "A line that says why.\n" * rng.randrange(8)
        )
        trailers = [f"Signed-off-by: {author}"] if rng.random() < 0.5 else []
        if rng.random() < 0.1:
            trailers += [
                f"Co-authored-by: {_written_as(rng.randrange(people), rng)}" for _ in range(rng.randrange(1, 4))
            ]
        if trailers:
            message += "\n" + "\n".join(trailers) + "\n"
        data = message.encode()
        zone = rng.choice(ZONES)
        lines = [
            "commit refs/heads/main",
            f"mark :{number + 2}",
            f"author {author} {when - rng.randrange(100_000)} {zone}",
            f"committer {author} {when} {zone}",
            f"data {len(data)}\n{message}",
        ]
        if number:
            lines.append(f"from :{number + 1}")
        if number > 20 and rng.random() < 0.12:
            lines.append(f"merge :{number - rng.randrange(2, 15)}")
        lines.append(
            "M 100644 :1 .mailmap\n" if number == 0 else f"M 100644 inline notes/{number % 50}\ndata 2\n{number % 10}\n"
        )
        yield "\n".join(lines) + "\n"
        if number and number % 1000 == 0:
            yield f"tag v0.{number // 1000}.0\nfrom :{number + 2}\ntagger {author} {when} +0000\ndata 3\nv0\n\n"


def write_history(folder: Path, commits: int, people: int = 400, seed: int = 5) -> Path:
    """Make a repository of so many commits; the working tree is checked out."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "-b", "main", str(folder)], check=True)
    with subprocess.Popen(["git", "-C", str(folder), "fast-import", "--quiet"], stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        for each in _stream(commits, people, seed):
            running.stdin.write(each.encode())
    assert running.returncode == 0
    subprocess.run(["git", "-C", str(folder), "reset", "--quiet", "--hard"], check=True)
    return folder
