"""Situations in which someone is greeted, or is not: who did what, and what was there before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from action.event import Event
from action.sticky import marked
from tests.action.standin import REPOSITORY, Trouble

NEW = {"login": "mekatilili", "id": 9_000_001, "type": "User"}
OTHER = {"login": "menza", "id": 9_000_002, "type": "User"}
LONG_AGO, NOW, SOON = "2026-01-05T09:00:00Z", "2026-11-20T09:00:00Z", "2026-11-20T09:03:00Z"

PLAN = """
[community]
name = "The Garden"
bots = ["garden-*"]

[welcome]
label = "newcomer"
skip = ["*-tester"]

[[ladder]]
id = "care"
title = "Ways to help"
[[ladder.rung]]
id = "planter"
title = "Planter"

[[person]]
id = "menza"
name = "Menza"
github = "Menza"
[[standing]]
person = "menza"
ladder = "care"
rung = "planter"

[[person]]
id = "kiprop"
name = "Kiprop"
github = "kiprop-the-old-login"
github_id = 9000003
[[standing]]
person = "kiprop"
ladder = "care"
rung = "planter"
status = "emeritus"

[[person]]
id = "wanjiku"
name = "Wanjiku"
github = "wanjiku"

[[person]]
id = "sorter"
name = "The sorter"
github = "sorter"
kind = "bot"
"""
PER_KIND = PLAN.replace("[welcome]", "[welcome]\nonce = false")


def thread(
    number: int, user: dict[str, Any] | None, *, pull: bool = False, merged: str = "", at: str = LONG_AGO
) -> Any:
    """An issue or a pull request as GitHub lists it."""
    found: dict[str, Any] = {"number": number, "title": "t", "user": user, "state": "open", "created_at": at}
    return {**found, "pull_request": {"merged_at": merged or None}} if pull else found


@dataclass
class Situation:
    """Who did what, what was there before, and whether that is greeted."""

    name: str
    greeted: bool
    kind: str = "pull"
    user: dict[str, Any] | None = field(default_factory=lambda: dict(NEW))
    number: int = 40
    association: str = "NONE"
    before: tuple[Any, ...] = ()
    permissions: dict[str, str] = field(default_factory=dict)
    comments: dict[int, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    plan: str | None = PLAN
    action: str = "opened"
    merged: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def event(self) -> Event:
        """What GitHub would send."""
        is_pull = self.kind != "issue"
        about = {
            "number": self.number,
            "title": "@garden/all ::error::x",
            "body": "<!-- commtui:welcome v1 0123456789abcdef -->",
            "user": self.user,
            "author_association": self.association,
            "created_at": NOW,
            "html_url": "https://evil.example",
        }
        if is_pull:
            about |= {"merged": bool(self.merged), "merged_at": self.merged or None, "head": {"sha": "a" * 40}}
        payload = {
            "action": "closed" if self.merged else self.action,
            "repository": {"full_name": REPOSITORY},
            "pull_request" if is_pull else "issue": about,
            **self.extra,
        }
        return Event("pull_request_target" if is_pull else "issues", payload)


BY_US: dict[str, Any] = {"login": "github-actions[bot]", "type": "Bot"}
GREETING = marked("welcome", "Hello!")

SITUATIONS = [
    Situation("a first pull request", True),
    Situation("a first issue", True, "issue"),
    Situation("a first pull request where there is no plan", True, plan=None),
    Situation("a first issue where the plan is broken", True, "issue", plan="[community"),
    Situation("a first contributor as GitHub calls them", True, association="FIRST_TIME_CONTRIBUTOR"),
    Situation("someone whose commits came before by another way", False, association="CONTRIBUTOR"),
    Situation("a second pull request", False, before=(thread(7, NEW, pull=True),)),
    Situation("a second issue", False, "issue", before=(thread(7, NEW),)),
    Situation(
        "a second issue of a login in another case", False, "issue", before=(thread(7, {**NEW, "login": "MekaTilili"}),)
    ),
    Situation(
        "a veteran who never filed an issue", False, "issue", before=(thread(7, NEW, pull=True, merged=LONG_AGO),)
    ),
    Situation(
        "a veteran of a thousand pull requests", False, before=tuple(thread(n, NEW, pull=True) for n in range(1, 40))
    ),
    Situation("issues before, and none of them greeted", True, before=(thread(7, NEW), thread(9, NEW))),
    Situation("an issue before, which was greeted", False, before=(thread(7, NEW),), comments={7: (GREETING, BY_US)}),
    Situation(
        "an issue before, with our marker pasted by someone",
        True,
        before=(thread(7, NEW),),
        comments={7: (GREETING, NEW)},
    ),
    Situation(
        "greeted before, where each kind is greeted",
        True,
        before=(thread(7, NEW),),
        comments={7: (GREETING, BY_US)},
        plan=PER_KIND,
    ),
    Situation(
        "two pull requests at once: the lower number", True, number=40, before=(thread(41, NEW, pull=True, at=SOON),)
    ),
    Situation(
        "two pull requests at once: the higher number", False, number=41, before=(thread(40, NEW, pull=True, at=NOW),)
    ),
    Situation(
        "an issue and a pull request at once: the lower",
        True,
        "issue",
        number=40,
        before=(thread(41, NEW, pull=True, at=SOON),),
    ),
    Situation("an issue and a pull request at once: the higher", False, number=41, before=(thread(40, NEW, at=NOW),)),
    Situation(
        "a re-run after other work was opened",
        False,
        before=(thread(50, NEW, pull=True),),
        comments={40: (GREETING, BY_US)},
    ),
    Situation("our marker pasted below the pull request by its author", True, comments={40: (GREETING, NEW)}),
    Situation("the app of a bot", False, user={"login": "dependabot[bot]", "id": 1, "type": "Bot"}),
    Situation("a bot that GitHub thinks is a user", False, user={"login": "garden-helper", "id": 1, "type": "User"}),
    Situation("a bot of the plan in another case", False, user={"login": "Garden-Helper", "id": 1, "type": "User"}),
    Situation("an AI agent", False, user={"login": "Copilot", "id": 1, "type": "Bot"}),
    Situation(
        "an AI agent that GitHub thinks is a user", False, user={"login": "copilot-swe-agent", "id": 1, "type": "User"}
    ),
    Situation("a record of the plan that is a bot", False, user={"login": "sorter", "id": 1, "type": "User"}),
    Situation("a mannequin of an import", False, user={"login": "old-tracker", "id": 1, "type": "Mannequin"}),
    Situation("an organization", False, user={"login": "garden-club", "id": 1, "type": "Organization"}),
    Situation("a login that the plan skips", False, user={"login": "load-tester", "id": 1, "type": "User"}),
    Situation("a deleted account", False, user=None),
    Situation("a ghost", False, user={"login": "ghost", "id": 10137, "type": "User"}),
    Situation("a member", False, association="MEMBER"),
    Situation("the owner", False, "issue", association="OWNER"),
    Situation("a private member, shown as none", False, permissions={"mekatilili": "write"}),
    Situation(
        "a private member, shown as contributor",
        False,
        association="CONTRIBUTOR",
        permissions={"mekatilili": "maintain"},
    ),
    Situation("someone who may triage", False, "issue", permissions={"mekatilili": "triage"}),
    *(
        Situation(
            f"someone with a role that the organization made, by {name}",
            False,
            troubles=(Trouble("GET", "permission", 200, {"role_name": "gardener", **said}, times=2),),
        )
        for name, said in (
            ("what it is based on", {"permission": "write"}),
            ("what they may do", {"permission": "read", "user": {"permissions": {"pull": True, "triage": True}}}),
        )
    ),
    Situation(
        "someone of whom GitHub does not say what they may do",
        False,
        troubles=(Trouble("GET", "permission", 200, {"errors": [{"message": "Something went wrong"}]}, times=9),),
    ),
    Situation("someone on a rung, in another case", False, user=OTHER),
    Situation(
        "someone who was on a rung, under a new login", False, user={"login": "kiprop", "id": 9_000_003, "type": "User"}
    ),
    Situation("someone in the plan who is on no rung", True, user={"login": "wanjiku", "id": 77, "type": "User"}),
    Situation("an issue that was moved here", False, "issue", extra={"changes": {"old_issue": {"number": 3}}}),
    Situation("a pull request where issues are disabled", True, before=()),
    Situation("a pull request that was reopened", False, action="reopened"),
    Situation("an issue that was edited", False, "issue", action="edited"),
    Situation("an issue that was labeled", False, "issue", action="labeled", extra={"label": {"name": "bug"}}),
    Situation("a login that is no login", False, user={"login": "a b](x) @all", "id": 1, "type": "User"}),
    Situation("another person's issues before", True, before=(thread(7, OTHER), thread(8, OTHER, pull=True))),
    Situation("a first merge", True, merged=NOW),
    Situation("a first merge of someone who is a contributor by it", True, merged=NOW, association="CONTRIBUTOR"),
    Situation("a second merge", False, merged=NOW, before=(thread(7, NEW, pull=True, merged=LONG_AGO),)),
    Situation(
        "a first merge while one with a lower number is open", True, merged=NOW, before=(thread(7, NEW, pull=True),)
    ),
    Situation(
        "a merge before that of a lower number", True, merged=NOW, before=(thread(7, NEW, pull=True, merged=SOON),)
    ),
    Situation("a first merge, and the greeting at its opening", True, merged=NOW, comments={40: (GREETING, BY_US)}),
    Situation("a first merge of a bot", False, merged=NOW, user={"login": "renovate[bot]", "id": 1, "type": "Bot"}),
    Situation("a first merge of an insider", False, merged=NOW, permissions={"mekatilili": "admin"}),
    Situation("a pull request closed without a merge", False, action="closed"),
    Situation("a greeting whose answer was lost", True, troubles=(Trouble("POST", "comments", 502, applied=True),)),
    Situation("a greeting whose connection was cut", True, troubles=(Trouble("POST", "comments", dropped=True),)),
    Situation(
        "someone of whom GitHub does not say what they may do",
        False,
        troubles=(Trouble("GET", "permission", 404, {"message": "Not Found"}, times=2),),
    ),
    Situation(
        "someone whose history comes as something else than a list",
        False,
        troubles=(Trouble("GET", "issues$", 200, {"message": "Hello"}, times=2),),
    ),
    Situation("a stumbling GitHub", True, troubles=(Trouble("GET", "issues", 502, times=2),)),
]
