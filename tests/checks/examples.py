"""For each rule a community that breaks it, and the same one put right."""

from __future__ import annotations

from dataclasses import dataclass

_NAME = '[community]\nname = "OpenMRS"\n'
_GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\n'
_ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
_GOAL = '[[goal]]\nid = "reports"\ntitle = "Regular reports"\n'
_PAST = _GOAL + 'quarter = "2025-Q4"\nstatus = "missed"\n'
_RESULT = _PAST + '[[goal.key_result]]\ntitle = "Ten reports"\n'
_LADDER = '[[ladder]]\nid = "dev"\ntitle = "Developer stages"\n'
_MEMBER = '[[ladder.rung]]\nid = "member"\ntitle = "Member"\n'
_LEAD = '[[ladder.rung]]\nid = "lead"\ntitle = "Lead"\n'
_ADA_IS_MEMBER = '[[standing]]\nperson = "ada"\nladder = "dev"\nrung = "member"\n'
_GRACE_IS_LEAD = '[[standing]]\nperson = "grace"\nladder = "dev"\nrung = "lead"\n'
_SPONSORED = _NAME + _LADDER + _MEMBER + '[ladder.rung.nomination]\nsponsor_rungs = ["lead"]\n' + _LEAD + _ADA + _GRACE
_TWO_SPONSORS = (
    f"{_NAME}{_LADDER}{_MEMBER}[ladder.rung.nomination]\ndistinct_organizations = true\n{_ADA}{_GRACE}"
    '[[person.affiliation]]\norganization = "Regenstrief"\nuntil = 2024-12-31\n'
    '[[person]]\nid = "mary"\nname = "Mary Keller"\n[[person.affiliation]]\norganization = "Regenstrief"\n'
)


@dataclass(frozen=True)
class Example:
    """Two communities in one file each: `bad` breaks the rule, `good` does not."""

    bad: str | bytes
    good: str


EXAMPLES = {
    "syntax": Example('[community]\nname = "OpenMRS', _NAME),
    "unreadable-file": Example('[community]\nname = "Café"\n'.encode("latin-1"), '[community]\nname = "Café"\n'),
    "passed-over-file": Example(_NAME, _NAME),
    "unknown-kind": Example(f'{_NAME}[[gaol]]\nid = "reports"\n', f"{_NAME}{_PAST}"),
    "not-a-record": Example(f"{_NAME}{_PAST.replace('[[goal]]', '[goal]')}", f"{_NAME}{_PAST}"),
    "unknown-key": Example(f'{_NAME}taglines = "Write code, save lives"\n', f'{_NAME}tagline = "Write code"\n'),
    "missing-field": Example(f'{_NAME}[[person]]\nid = "ada"\n', f"{_NAME}{_ADA}"),
    "wrong-type": Example(f"{_NAME}{_ADA}listed = 1\n", f"{_NAME}{_ADA}listed = true\n"),
    "invalid-value": Example(f'{_NAME}{_ADA}kind = "robot"\n', f'{_NAME}{_ADA}kind = "bot"\n'),
    "second-table": Example(f"{_NAME}[welcome]\n", f"{_NAME}[welcome]\n"),
    "no-community-table": Example(_ADA, _NAME + _ADA),
    "unknown-reference": Example(
        f'{_NAME}{_GRACE}[[focus_area]]\nid = "events"\ntitle = "Events"\nlead = "grce"\n',
        f'{_NAME}{_GRACE}[[focus_area]]\nid = "events"\ntitle = "Events"\nlead = "grace"\n',
    ),
    "unknown-metric": Example(
        f'{_NAME}{_RESULT}metric = "retension"\nat_least = 0.5\n',
        f'{_NAME}{_RESULT}metric = "retention"\nat_least = 0.5\n',
    ),
    "undeclared-recognition-kind": Example(
        f'{_NAME}{_ADA}[[recognition]]\nperson = "ada"\nkinds = ["doc", "fieldwork"]\n',
        f'{_NAME}{_ADA}[[recognition]]\nperson = "ada"\nkinds = ["doc", "fieldwork"]\n'
        '[[recognition_kind]]\nid = "fieldwork"\ntitle = "Field work"\n',
    ),
    "duplicate-id": Example(_NAME + _ADA + _ADA, _NAME + _ADA + _GRACE),
    "cycle": Example(
        f'{_NAME}[[item]]\nid = "api"\ntitle = "API"\nstatus = "idea"\ndepends_on = ["api"]\n',
        f'{_NAME}[[item]]\nid = "api"\ntitle = "API"\nstatus = "idea"\ndepends_on = []\n',
    ),
    "dates-out-of-order": Example(
        f'{_NAME}{_ADA}[[person.affiliation]]\norganization = "A"\nsince = 2020-05-01\nuntil = 2020-04-30\n',
        f'{_NAME}{_ADA}[[person.affiliation]]\norganization = "A"\nsince = 2020-05-01\nuntil = 2020-05-01\n',
    ),
    "future-recognition": Example(
        f'{_NAME}{_ADA}[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2026-07-16\n',
        f'{_NAME}{_ADA}[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2026-07-15\n',
    ),
    "stale-plan": Example(
        f'{_NAME}{_GOAL}quarter = "2026-Q2"\nstatus = "active"\n',
        f'{_NAME}{_GOAL}quarter = "2026-Q3"\nstatus = "active"\n',
    ),
    "two-ways-to-judge": Example(f"{_NAME}{_RESULT}score = 0.7\ndone = true\n", f"{_NAME}{_RESULT}score = 0.7\n"),
    "target-without-metric": Example(
        f"{_NAME}{_RESULT}at_least = 10\n", f'{_NAME}{_RESULT}metric = "commits"\nat_least = 10\n'
    ),
    "metric-without-target": Example(
        f'{_NAME}{_RESULT}metric = "commits"\n', f'{_NAME}{_RESULT}metric = "issue_age"\nat_most = 10\n'
    ),
    "impossible-target": Example(
        f'{_NAME}{_RESULT}metric = "commits"\nat_least = 10\nat_most = 9.5\n',
        f'{_NAME}{_RESULT}metric = "commits"\nat_least = 10\nat_most = 10\n',
    ),
    "nothing-to-judge-by": Example(_NAME + _RESULT, f"{_NAME}{_RESULT}done = false\n"),
    "moved-goal-not-continued": Example(
        f'{_NAME}{_GOAL}quarter = "2026-Q2"\nstatus = "moved"\n',
        f'{_NAME}{_GOAL}quarter = "2026-Q2"\nstatus = "moved"\n[[goal]]\nid = "reports-2"\ntitle = "Reports"\n'
        'quarter = "2026-Q3"\nstatus = "active"\ncontinues = "reports"\n',
    ),
    "overlapping-standings": Example(
        f"{_NAME}{_LADDER}{_MEMBER}{_ADA}{_ADA_IS_MEMBER}until = 2020-12-31\n{_ADA_IS_MEMBER}since = 2020-12-30\n",
        f"{_NAME}{_LADDER}{_MEMBER}{_ADA}{_ADA_IS_MEMBER}until = 2020-12-31\n{_ADA_IS_MEMBER}since = 2021-01-01\n",
    ),
    "emeritus-without-until": Example(
        f'{_NAME}{_LADDER}{_MEMBER}{_ADA}{_ADA_IS_MEMBER}status = "emeritus"\n',
        f'{_NAME}{_LADDER}{_MEMBER}{_ADA}{_ADA_IS_MEMBER}status = "emeritus"\nuntil = 2024-01-31\n',
    ),
    "sponsor-without-rung": Example(
        f'{_SPONSORED}{_ADA_IS_MEMBER}since = 2026-01-15\nsponsors = ["grace"]\n{_GRACE_IS_LEAD}since = 2026-01-16\n',
        f'{_SPONSORED}{_ADA_IS_MEMBER}since = 2026-01-15\nsponsors = ["grace"]\n{_GRACE_IS_LEAD}since = 2026-01-15\n',
    ),
    "sponsors-share-organization": Example(
        f'{_TWO_SPONSORS}{_ADA_IS_MEMBER}since = 2024-12-31\nsponsors = ["grace", "mary"]\n',
        f'{_TWO_SPONSORS}{_ADA_IS_MEMBER}since = 2025-01-01\nsponsors = ["grace", "mary"]\n',
    ),
    "too-few-holders": Example(
        f"{_NAME}{_LADDER}{_MEMBER}minimum_holders = 2\n{_ADA}{_ADA_IS_MEMBER}",
        f"{_NAME}{_LADDER}{_MEMBER}minimum_holders = 1\n{_ADA}{_ADA_IS_MEMBER}",
    ),
    "organization-share": Example(
        f"{_NAME}{_LADDER}{_MEMBER}maximum_share_per_organization = 0.5\n{_ADA_IS_MEMBER}"
        f'{_ADA_IS_MEMBER.replace("ada", "grace")}{_ADA}affiliation = [{{organization = "Regenstrief"}}]\n'
        f'{_GRACE}affiliation = [{{organization = "Regenstrief"}}]\n',
        f"{_NAME}{_LADDER}{_MEMBER}maximum_share_per_organization = 0.5\n{_ADA_IS_MEMBER}"
        f'{_ADA_IS_MEMBER.replace("ada", "grace")}{_ADA}affiliation = [{{organization = "Regenstrief"}}]\n'
        f'{_GRACE}affiliation = [{{organization = "Partners in Health"}}]\n',
    ),
    "unreachable-rung": Example(
        f'{_NAME}{_LADDER}{_MEMBER}requirement = [{{text = "Lead", kind = "rung", rung = "lead"}}]\n{_LEAD}',
        f'{_NAME}{_LADDER}{_MEMBER}{_LEAD}requirement = [{{text = "Member", kind = "rung", rung = "member"}}]\n',
    ),
    "unknown-time-zone": Example(
        f'{_NAME}{_ADA}timezone = "Africa/Kampalla"\n', f'{_NAME}{_ADA}timezone = "Africa/Kampala"\n'
    ),
    "github-login": Example(f'{_NAME}{_ADA}github = "@ada"\n', f'{_NAME}{_ADA}github = "ada"\n'),
    "unknown-placeholder": Example(
        f'{_NAME}[welcome]\nfirst_issue = "Welcome, {{user}}!"\n',
        f'{_NAME}[welcome]\nfirst_issue = "Welcome, @{{login}}!"\n',
    ),
}
