"""Who takes part in the histories: people with several names, programs of each sort, and some in between."""

from __future__ import annotations

from datetime import date

from commtui.model.person import Affiliation, Person
from commtui.model.recognition import Recognition
from tests.metrics.rows import Actor

BOTS = ("CI-*", "*-robot", "*@machines.example.org", "Difference *")

PEOPLE = (
    Person(
        id="ada",
        name="Ada Lovelace",
        github="Ada-1815",
        github_id=1815,
        emails=("ada@example.org", "Ada.Lovelace@engine.example.org"),
        affiliation=(
            Affiliation(organization="Analytical Engine Society", until=date(2025, 6, 30)),
            Affiliation(organization="Regenstrief Institute", since=date(2025, 7, 1)),
        ),
    ),
    Person(
        id="grace",
        name="Grace Hopper",
        github="grace",
        emails=("grace@navy.example.org",),
        affiliation=(Affiliation(organization="Regenstrief Institute", since=date(2024, 3, 1)),),
    ),
    Person(id="kateryna", name="Kateryna Yushchenko", emails=("kateryna@example.org",)),
    Person(id="joan", name="Joan Clarke", github="joan", listed=False),
    Person(
        id="pingala",
        name="Pingala",
        github="pingala",
        affiliation=(
            Affiliation(organization="Sanskrit Metrics"),
            Affiliation(organization="Regenstrief Institute", until=date(2025, 3, 31)),
        ),
    ),
    Person(id="loom", name="Jacquard Loom", kind="bot", github="jacquard"),
    Person(id="society", name="Analytical Engine Society", kind="organization", emails=("office@aes.example.org",)),
)


def by_git(name: str, email: str) -> Actor:
    """Someone as git knows them."""
    return Actor(f"git:{email.lower()}", "git", name=name, email=email)


# Persons, each with all the accounts and addresses that are theirs.
HUMANS = {
    "ada": (
        Actor("github:A1", login="ada-1815", github_id=1815, name="Ada"),
        # Before she was renamed, and what only git knows of her.
        Actor("github:A0", login="countess", github_id=1815),
        by_git("A. Lovelace", "ada@example.org"),
        by_git("ada", "ada.lovelace@engine.example.org"),
        by_git("Ada", "1815+ada-1815@users.noreply.github.com"),
    ),
    "grace": (
        Actor("github:G1", login="Grace", github_id=1906, email="grace@yale.example.org"),
        by_git("Grace Hopper", "grace@navy.example.org"),
        by_git("Grace Hopper", "grace@yale.example.org"),
        by_git("Grace", "Grace@users.noreply.github.com"),
    ),
    "kateryna": (by_git("Kateryna", "kateryna@example.org"),),
    "joan": (Actor("github:J1", login="joan", github_id=1917),),
    "pingala": (Actor("github:P1", login="Pingala", github_id=200),),
    # Not in the plan, and known by a login, by an address, or by both.
    "github:bob": (Actor("github:B1", login="bob", github_id=71),),
    "github:bobby": (
        Actor("github:B2", login="Bobby", github_id=72),
        by_git("Bob", "72+bobby@users.noreply.github.com"),
    ),
    "git:bob@example.org": (by_git("bob", "bob@example.org"),),
    "github:annie": (
        Actor("github:E1", login="annie", github_id=33, email="annie@centaur.example.org"),
        by_git("Annie Easley", "annie@centaur.example.org"),
    ),
    # Names that only look like those of programs.
    "github:claude-shannon": (Actor("github:C1", login="claude-shannon", github_id=1916, name="Claude"),),
    "git:claude@bits.example.org": (by_git("Claude", "claude@bits.example.org"),),
    "github:talbot": (Actor("github:T1", login="talbot", github_id=55, name="Talbot"),),
    "github:imported": (Actor("github:M1", "mannequin", login="imported", github_id=91),),
}

# Each comes as often as their number says, and never again.
GUESTS = tuple(
    Actor(f"github:guest-{number}", login=f"guest-{number}", github_id=800 + number) for number in range(1, 6)
)

PROGRAMS = (
    Actor("github:bot1", "bot", login="dependabot", github_id=4969),
    by_git("dependabot[bot]", "4969+dependabot[bot]@users.noreply.github.com"),
    Actor("github:bot2", login="renovate[bot]", github_id=29139614),
    Actor("github:bot3", login="ci-kenya", github_id=5001),
    Actor("github:bot4", login="k8s-ci-robot", github_id=5002),
    by_git("Builds", "Builds@Machines.example.org"),
    by_git("difference engine", "engine@example.org"),
    Actor("github:bot5", login="jacquard", github_id=5003),
    by_git("AES", "office@aes.example.org"),
)

AGENTS = (
    by_git("Claude", "noreply@anthropic.com"),
    by_git("Copilot", "175728472+Copilot@users.noreply.github.com"),
    by_git("Cursor Agent", "cursoragent@cursor.com"),
    by_git("Devin AI", "158243242+devin-ai-integration[bot]@users.noreply.github.com"),
    Actor("github:copilot", "bot", login="copilot-swe-agent", github_id=198982749),
)

RECOGNITIONS = (
    Recognition(person="ada", kinds=("doc",), date=date(2025, 1, 1)),
    Recognition(person="ada", kinds=("code", "review"), date=date(2025, 3, 31)),
    Recognition(person="ada", kinds=("code",), date=date(2025, 4, 1)),
    Recognition(person="ada", kinds=("talk",)),
    Recognition(person="joan", kinds=("test",), date=date(2025, 2, 14)),
)

ACTORS = (*(actor for actors in HUMANS.values() for actor in actors), *GUESTS, *PROGRAMS, *AGENTS)
