"""What newcomers read."""

from __future__ import annotations

import re

import pytest

from commtui.report.greeting import Addressed, Moment, greeting
from tests.report.conftest import Read

TO = Addressed("mekatilili", 27, "clinic/records", "https://github.com/clinic/records/pull/27")
MOMENTS: tuple[Moment, ...] = ("first_issue", "first_pull_request", "first_merge")

PLAN = """
[community]
name = "The Clinic"
promise_days = 3
[community.links]
chat = "https://chat.example.org"
code_of_conduct = "https://clinic.example.org/conduct"

[[ladder]]
id = "care"
title = "Ways to help"
[[ladder.rung]]
id = "visitor"
title = "Visitor"
privileges = ["Ask anything"]
responsibilities = ["Be kind"]
[[ladder.rung]]
id = "helper"
title = "Helper"
[[ladder.rung.requirement]]
text = "One change merged"
kind = "checklist"

[[person]]
id = "wanjiru"
name = "Wanjiru"
github = "wanjiru-k"
contact_for = ["releases"]
[[person]]
id = "otieno"
name = "Otieno"
github = "otieno"
region = "Kisumu"
contact_for = ["newcomers near the lake"]
[[person]]
id = "achieng"
name = "Achieng"
github = "achieng"
contact_for = ["newcomers"]
listed = false
"""


def test_without_a_plan_a_greeting_still_thanks_and_promises_nothing_it_cannot_keep() -> None:
    for words in (greeting(moment, None, TO) for moment in MOMENTS):
        assert "@mekatilili" in words
        assert "records" in words
        assert "working day" not in words
        assert "{" not in words


def test_a_plan_says_who_answers_by_when_where_to_ask_and_what_comes_next_and_names_nobody_who_is_not_listed(
    community: Read,
) -> None:
    plan = community({"community.toml": PLAN})
    words, thanks = (greeting(moment, plan, TO) for moment in ("first_issue", "first_merge"))
    assert "welcome to The Clinic" in words
    assert "within 3 working days" in words
    assert "[Otieno](https://github.com/otieno)" in words
    assert "[the chat](https://chat.example.org)" in words
    assert "[our code of conduct](https://clinic.example.org/conduct)" in words
    assert "**Where everyone begins**: Visitor" in words
    assert "**What you get**: Ask anything" in words
    assert "**What you can give**: Be kind" in words
    assert "the next step here is **Helper**. It asks for: One change merged." in thanks
    assert all("Achieng" not in greeting(moment, plan, TO) for moment in MOMENTS)


def test_nobody_is_named_where_a_file_that_may_say_not_to_cannot_be_read(community: Read) -> None:
    plan = community({"community.toml": PLAN, "people.toml": "[[person]\n"})
    assert "Otieno" not in greeting("first_issue", plan, TO)


def test_the_contact_is_from_the_newcomers_region_where_that_is_known(community: Read) -> None:
    near = """
[[person]]
id = "mekatilili"
name = "Mekatilili"
github = "Mekatilili"
region = "kilifi"
[[person]]
id = "menza"
name = "Menza"
url = "https://menza.example.org"
region = "Kilifi"
contact_for = ["your first question"]
"""
    words = greeting("first_issue", community({"community.toml": PLAN + near}), TO)
    assert "[Menza](https://menza.example.org)" in words
    assert "Otieno" not in words


@pytest.mark.parametrize(
    ("plan", "template", "words"),
    [
        pytest.param(
            PLAN,
            "@{login} {number} {repository} {url} {community} {first_rung} {contact} {code_of_conduct} {chat} {x}",
            "@mekatilili 27 clinic/records https://github.com/clinic/records/pull/27 The Clinic Visitor "
            "[Otieno](https://github.com/otieno) [code of conduct](https://clinic.example.org/conduct) "
            "[the chat](https://chat.example.org) {x}",
            id="what the plan says, and other braces stay",
        ),
        pytest.param(
            '[community]\nname = "Bare"\n',
            "Ask {contact} in {chat}; see the {code_of_conduct}; you are a {first_rung}.",
            "Ask a maintainer in this thread; see the code of conduct; you are a contributor.",
            id="what is true anywhere, where it says nothing",
        ),
        pytest.param(
            '[community]\nname = "{login}"\n', "Welcome to {community}", "Welcome to \\{login\\}", id="nothing twice"
        ),
    ],
)
def test_a_template_is_filled_in(community: Read, plan: str, template: str, words: str) -> None:
    own = f'{plan}\n[welcome]\nfirst_issue = "{template}"\n'
    assert greeting("first_issue", community({"community.toml": own}), TO) == words


def test_names_and_titles_of_the_plan_are_no_markup_mention_or_reference(community: Read) -> None:
    hostile = """
[community]
name = "@acme/admins <img src=x> [click](https://evil.example) #1"
[community.links]
chat = "javascript:alert(1)"
code_of_conduct = "https://a.example) ![x](https://evil.example"
[[ladder]]
id = "l"
title = "L"
[[ladder.rung]]
id = "r"
title = "**@acme** GH-7"
responsibilities = ["<script>", "@root"]
[[person]]
id = "p"
name = "@everyone](https://evil.example)"
github = "a b"
contact_for = ["newcomers"]
"""
    plan = community({"community.toml": hostile})
    for moment in MOMENTS:
        words = greeting(moment, plan, TO).replace("@mekatilili", "")
        assert not re.search(r"@\w|(?<!\\)<\w|(?<!\\)\]\(|(?<!\\)#\d|GH-\d|javascript", words), words


def test_lines_that_a_file_wraps_are_one_paragraph_and_what_is_no_prose_stays(community: Read) -> None:
    template = '''
[community]
name = "Wraps"
[welcome]
first_issue = """
One line
and its end.

- a
- b
1. c

```
x
y
```
Two\\\\
lines
See [chat][] and
[coc][].

[chat]: https://a.example
[coc]: https://b.example

a | b
--- | ---
1 | 2
3 | 4
"""
'''
    words = greeting("first_issue", community({"community.toml": template}), TO)
    assert words == (
        "One line and its end.\n\n- a\n- b\n1. c\n\n```\nx\ny\n```\nTwo\\\nlines See [chat][] and [coc][].\n\n"
        "[chat]: https://a.example\n[coc]: https://b.example\n\na | b\n--- | ---\n1 | 2\n3 | 4"
    )
