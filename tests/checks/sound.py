"""A community of several files in which all but one thing is right."""

from __future__ import annotations

COMMUNITY = """\
[community]
name = "OpenMRS"
tagline = "Write code, save lives"
repository = "openmrs/openmrs-core"
timezone = "Africa/Nairobi"
values = ["Openness", "Respect"]

[community.links]
website = "https://openmrs.org"

[welcome]
first_issue = "Welcome, @{login}! Someone answers within two days."

[[focus_area]]
id = "governance"
title = "Governance"
lead = "grace"

[[focus_area]]
id = "events"
title = "Events"
capacity = 0.5

[[channel]]
id = "talk"
name = "OpenMRS Talk"
kind = "primary"

[[recognition_kind]]
id = "fieldwork"
title = "Field work"
"""

PEOPLE = """\
[[person]]
id = "ada"
name = "Ada Lovelace"
github = "ada-lovelace"
listed = true

[[person.affiliation]]
organization = "Analytical Engines"
since = 2019-02-01
until = 2024-05-31

[[person]]
id = "grace"
name = "Grace Hopper"
emails = ["grace@example.org", "hopper@example.org"]
affiliation = [{ organization = "Analytical Engines", since = 2018-01-01 }]

[[standing]]
person = "grace"
ladder = "dev"
rung = "member"
since = 2018-03-01

[[standing]]
person = "grace"
ladder = "dev"
rung = "lead"
since = 2018-06-01

[[standing]]
person = "ada"
ladder = "dev"
rung = "member"
since = 2019-03-01
until = 2023-12-31
sponsors = ["grace"]

[[standing]]
person = "katherine"
ladder = "dev"
rung = "member"
since = 2020-01-01
sponsors = ["grace"]
"""

KATHERINE = """\
[[person]]
id = "katherine"
name = "Katherine Johnson"
timezone = "America/New_York"
affiliation = [{ organization = "Analytical Engines", since = 2021-01-01 }]
"""

CAREERS = """\
[[ladder]]
id = "dev"
title = "Developer stages"

[[ladder.rung]]
id = "newcomer"
title = "/dev/null"

[[ladder.rung]]
id = "member"
title = "/dev/1"
minimum_holders = 1

[[ladder.rung.requirement]]
text = "Ten pull requests merged"
kind = "count"
metric = "pull_requests_merged"
at_least = 10

[ladder.rung.nomination]
by = ["self", "peer"]
sponsors = 1
sponsor_rungs = ["lead"]
distinct_organizations = true

[[ladder.rung]]
id = "lead"
title = "/dev/5"
after = ["member"]
maximum_share_per_organization = 0.5
"""

SECOND_QUARTER = """\
[[goal]]
id = "path-q2"
quarter = "2026-Q2"
title = "Initial contributor career path"
status = "moved"
focus_area = "governance"
"""

THIRD_QUARTER = """\
[[goal]]
id = "path-q3"
quarter = "2026-Q3"
title = "Contributor career path"
status = "active"
owners = ["ada", "grace"]
contributes_to = ["mentoring"]
continues = "path-q2"

[[goal.key_result]]
title = "Half of all newcomers come back"
metric = "retention"
baseline = 0.3
at_least = 0.5

[[goal.key_result]]
title = "The path is written down"
done = false
"""

ROADMAP = """\
[[item]]
id = "mentoring"
title = "Mentoring program"
status = "active"
when = "2026-H2"

[[item]]
id = "summit"
title = "Implementers' summit"
status = "planned"
when = "next"
depends_on = ["mentoring"]
"""

RECOGNITION = """\
[[recognition]]
person = "ada"
kinds = ["doc", "fieldwork"]
date = 2026-03-08
reason = "The first guide for newcomers"
given_by = "grace"
goal = "path-q2"
"""

METRICS = """\
[[measurement]]
metric = "retention"
period = "2026-Q2"
value = 0.31
unit = "share"
sample = 42
source = "git"
computed_on = 2026-07-01
"""

# A fault that is there all the time, in a file that is never touched.
KNOWN = '[[recognition]]\nperson = "grace"\nkinds = ["doc", "tea"]\n'

FILES = {
    "careers.toml": CAREERS,
    "community.toml": COMMUNITY,
    "goals/2026-Q2.toml": SECOND_QUARTER,
    "goals/2026-Q3.toml": THIRD_QUARTER,
    "metrics/2026-Q2.toml": METRICS,
    "people.toml": PEOPLE,
    "people/katherine.toml": KATHERINE,
    "recognition/2025.toml": KNOWN,
    "recognition/2026.toml": RECOGNITION,
    "roadmap.toml": ROADMAP,
}
