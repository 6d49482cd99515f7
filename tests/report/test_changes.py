"""Changes in words, in each format."""

from __future__ import annotations

import pytest

from commtui.insight.changes import compare
from commtui.report.changes import text
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.report.changes.fields import changed_part
from commtui.report.style import Style
from tests.report.telling import GOAL, LADDER, PEOPLE, THANKS, compared, marked, said

# Words


def test_the_changes_of_a_quarter_are_told_in_two_lines() -> None:
    head = GOAL.replace("planned", "active") + '\n[[goal.key_result]]\ntitle = "Nobody waits"\n'
    more = THANKS + THANKS.replace("doc", "review").replace("ada", "grace") + THANKS.replace('"doc"', '"doc", "review"')
    assert marked(GOAL, head + more) == (
        '- Goal *First response* 2026-Q4: planned -> active; +1 key result "Nobody waits"\n'
        "- Recognition: 3 more, for docs and review (Ada Lovelace, Grace Hopper)"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('status = "planned"', 'status = "done"', "planned -> done"),
        ("2026-Q4", "2027-Q1", "quarter 2026-Q4 -> 2027-Q1"),
        ("id =", 'owners = ["ada"]\nid =', "owners +Ada Lovelace"),
        ("id =", 'focus_area = "events"\nid =', "+focus area events"),
        ("id =", 'tags = ["a", "b", "c", "d", "e"]\nid =', 'tags +"a", +"b", +"c", +2 more'),
        ("id =", 'why = "Newcomers leave."\nid =', '+why "Newcomers leave."'),
        ("done = false", "done = true", 'key result "A rota is kept": done no -> yes'),
        ("done = false", "score = 0.7", 'key result "A rota is kept": +score 0.7, -done no'),
        ("A rota is kept", "A rota is kept well", 'key result "A rota is kept well": title "A rota is kept" -> '),
        ("\n[[goal.key_result]]\n", "\n[[goal.key_result]]\ntitle='a'\n[[goal.key_result]]\n", '+1 key result "a"'),
        (
            "\n[[goal.key_result]]",
            "\nkey_result = []\n[[item]]\nid='x'\nstatus='idea'",
            '-1 key result "A rota is kept"',
        ),
    ],
)
def test_a_changed_field_takes_a_few_words(old: str, new: str, words: str) -> None:
    line = next(each for each in said(GOAL, GOAL.replace(old, new)) if each.startswith("Goal"))
    assert line.startswith(f'Goal "First response" {"2027-Q1" if "2027" in new else "2026-Q4"}: {words}')


def test_parts_of_parts_are_named_on_the_way() -> None:
    head = LADDER.replace("sponsors = 1", "sponsors = 2, by = ['peer']").replace("holders = 2", "holders = 3")
    assert said(LADDER, head) == [
        'Ladder "Code": rung "Reviewer": minimum holders 2 -> 3; rung "Reviewer": nomination: by +peer, sponsors 1 -> 2'
    ]


def test_several_parts_are_counted_and_their_order_is_told() -> None:
    results = "".join(f'\n[[goal.key_result]]\ntitle = "{title}"\n' for title in ("Alpha", "Beta"))
    turned = "".join(f'\n[[goal.key_result]]\ntitle = "{title}"\n' for title in ("Beta", "Alpha"))
    assert said(GOAL, GOAL + results) == ['Goal "First response" 2026-Q4: +2 key results']
    assert said(GOAL + results, GOAL + turned) == ['Goal "First response" 2026-Q4: key results reordered']


def test_what_matters_comes_first_and_much_is_cut() -> None:
    fields = "\n".join(
        f"{name} = {value}"
        for name, value in {
            "why": '"Because."',
            "outcome": '"It went well."',
            "links": '["https://example.org"]',
            "tags": '["a"]',
            "owners": '["ada"]',
            "continues": '"x"',
            "focus_area": '"y"',
            "status": '"active"',
        }.items()
    )
    (line,) = said(GOAL, GOAL.replace('status = "planned"', fields))
    assert line == (
        'Goal "First response" 2026-Q4: planned -> active; +focus area y; owners +Ada Lovelace; +continues x; '
        'tags +"a"; links +"https://example.org"; 2 more changes'
    )


def test_what_is_new_and_what_is_gone() -> None:
    head = GOAL.replace("first-response", "second").replace("First response", "Another")
    assert said(GOAL, head + LADDER) == [
        'New goal "Another" 2026-Q4: planned, 1 key result',
        'Goal "First response" 2026-Q4: removed',
        'New ladder "Code": 1 rung',
    ]


def test_a_new_id_is_told_with_the_references_that_follow() -> None:
    base = '[[item]]\nid = "api"\ntitle = "The API"\nstatus = "idea"\n'
    goal = GOAL.replace("status", 'contributes_to = ["api"]\nstatus')
    head = base.replace('"api"', '"rest-api"') + goal.replace('"api"', '"rest-api"')
    assert said(base + goal, head) == ['Roadmap item "The API": renamed api -> rest-api (1 reference with it)']


def test_kinds_come_in_reading_order_and_states_before_words() -> None:
    people = PEOPLE.replace("Grace Hopper", "Grace B. Hopper")
    other = GOAL.replace("first-response", "other").replace("First response", "Other")
    new = GOAL.replace("first-response", "new").replace("First response", "New one")
    base = compared(GOAL + other + THANKS, "").base.snapshot
    head = compared(GOAL.replace("rota", "list") + other.replace("planned", "done") + new, "", people).base.snapshot
    found = Comparison(SideOf("a", None, base), SideOf("b", None, head), compare(base, head))
    starts = [line[:14] for line in text.render(found, Style()).splitlines()]
    assert starts == ['Goal "Other" 2', 'New goal "New ', 'Goal "First re', 'Person "Grace ', "Recognition: 1"]


def test_many_of_a_kind_are_counted() -> None:
    goals = [GOAL.replace("first-response", f"g{n}").replace("First response", f"Goal {n}") for n in range(12)]
    assert said("", "".join(goals)) == ["Goals: 12 more (Goal 0, Goal 1, Goal 2, 9 others)"]
    assert said("".join(goals), "") == ["Goals: 12 removed (Goal 0, Goal 1, Goal 2, 9 others)"]
    changed = said("".join(goals), "".join(goals).replace("planned", "active"))
    assert (len(changed), changed[-1]) == (9, "Goals: 4 more changed")


def test_what_people_were_thanked_for_is_told_by_how_often() -> None:
    kinds = ["talk", "doc", "doc", "eventOrganizing", "fieldwork", "code"]
    own = '[[recognition_kind]]\nid = "fieldwork"\ntitle = "Field work"\n'
    thanks = "".join(f'[[recognition]]\nperson = "p{n}"\nkinds = ["{kind}"]\n' for n, kind in enumerate(kinds))
    assert said(own, own + thanks) == [
        "Recognition: 6 more, for docs, talks, event organizing and more (p0, p1, p2, 3 others)"
    ]
    assert said(own, own + thanks[: thanks.index("[[recognition]]", 5)]) == ["Recognition: 1 more, for talks (p0)"]


def test_records_without_an_id_are_called_by_names_not_ids() -> None:
    standing = '[[standing]]\nperson = "ada"\nladder = "code"\nrung = "reviewer"\n'
    assert said(LADDER, LADDER + standing) == ["Standings: 1 more (Ada Lovelace on Code/Reviewer)"]
    assert said(LADDER + standing, LADDER + standing + 'status = "emeritus"\n') == [
        'Standing "Ada Lovelace on Code/Reviewer": active -> emeritus'
    ]


def test_long_texts_show_what_is_different() -> None:
    story = "Some words that stay. The guide was read by nobody at all. More words that stay."
    base = f'[community]\nname = "OpenMRS"\nstory = "{story}"\n'
    assert said(base, base.replace("nobody at all", "everyone")) == [
        'Community "OpenMRS": story "… nobody at all. …" -> "… everyone. …"'
    ]
    assert said(base, base.replace("stay. The", "stay. And the. The")) == ['Community "OpenMRS": story +"… And the. …"']
    (line,) = said("", f'[community]\nname = "{"very " * 60}long"\n')
    assert len(line) < 100


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("a b c", "a x c", ("… b …", "… x …")),
        ("a b", "a b c", ("", "… c")),
        ("a b", "b", ("a …", "")),
        ("a", "b", ("a", "b")),
        ("a a a", "a a", ("… a", "")),
        ("a b", "a  b", ("", "")),
    ],
)
def test_the_part_of_a_text_that_changed(old: str, new: str, parts: tuple[str, str]) -> None:
    assert changed_part(old, new) == parts


def test_nothing_is_told_as_nothing() -> None:
    assert said(GOAL, "# Moved.\n" + GOAL) == ["Nothing changed between main and the working tree"]
    assert marked(GOAL, GOAL) == "Nothing changed between main and the working tree"
    assert said(GOAL, "[[goal") == ["Nothing changed in what can be read between main and the working tree"]


# A terminal


def test_only_a_terminal_gets_color() -> None:
    head = GOAL.replace("First response", "First answer")
    assert "\x1b[1m" in said(GOAL, head, Style(color=True))[0]
    assert "\x1b" not in "".join(said(GOAL, head)) + marked(GOAL, head)


def test_ascii_is_all_that_is_written_where_that_is_wanted() -> None:
    words = "Réponse, une phrase assez longue pour être coupée quelque part à la fin, après tout"
    (line,) = said(GOAL, GOAL.replace("id =", f'why = "{words}"\nid ='), Style(ascii_only=True))
    assert line.isascii()
    assert "..." in line
