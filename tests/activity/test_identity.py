"""Who is who, by what people are seen under."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commtui.activity.actors import Actor
from commtui.activity.identity import Identity, People
from commtui.model.person import Person
from tests.trying import times

ADA = Person(id="ada", name="Ada Lovelace", github="Ada-L", emails=("ada@example.org",))
GRACE = Person(id="grace", name="Grace Hopper", github="grace", github_id=1906, listed=False)
TOM = Person(id="tom", name="Tom", emails=("team@example.org",))
TIM = Person(id="tim", name="Tim", emails=("team@example.org",))
PEOPLE = People((ADA, GRACE, TOM, TIM))


def user(id_: str, login: str, number: int | None = None, name: str | None = None, email: str | None = None) -> Actor:
    return Actor(f"github:{id_}", "user", login, number, name, email)


def bot(id_: str, login: str, number: int | None = None) -> Actor:
    return Actor(f"github:{id_}", "bot", login, number)


def in_git(email: str, name: str = "Someone") -> Actor:
    return Actor(f"git:{email.lower() or name}", "git", None, None, name, email)


def resolve(*actors: Actor, people: People = PEOPLE) -> list[Identity]:
    found = people.resolve(actors)
    return [found[each.id] for each in actors]


def persons(*actors: Actor, people: People = PEOPLE) -> list[str]:
    return [each.person for each in resolve(*actors, people=people)]


def test_a_person_of_the_plan_is_known_by_login_and_address_in_any_case() -> None:
    known = Identity("ada", "Ada Lovelace", bot=False, listed=True, known=True)
    assert resolve(user("1", "ada-l"), in_git("ADA@Example.org", "A.")) == [known, known]


def test_who_must_not_be_named_is_said() -> None:
    assert not resolve(user("2", "grace", 1906))[0].listed


def test_a_number_outlives_a_login() -> None:
    renamed, taken = user("2", "hopper", 1906), user("3", "grace", 77)
    assert persons(renamed, taken) == ["grace", "github:grace#77"]


def test_an_address_made_by_github_tells_the_account() -> None:
    new = in_git("1906+hopper@users.noreply.github.com")
    old = in_git("ada-l@users.noreply.github.com")
    elsewhere = in_git("1906+hopper@users.noreply.github.example.org")
    assert persons(new, old, elsewhere) == ["grace", "ada", "grace"]


def test_an_old_address_is_that_of_who_has_the_login() -> None:
    account, old = user("9", "hedy", 19), in_git("hedy@users.noreply.github.com")
    assert persons(account, old) == ["github:hedy", "github:hedy"]


def test_a_login_that_two_accounts_had_is_that_of_who_has_it_now() -> None:
    now = user("9", "hedy", 19)
    before = in_git("18+hedy@users.noreply.github.com")
    unclear = in_git("hedy@users.noreply.github.com")
    assert persons(now, before, unclear) == ["github:hedy", "github:hedy#18", "github:hedy"]


def test_who_is_not_in_the_plan_is_called_by_login_else_by_address() -> None:
    found = resolve(user("4", "Xia", 4, "Xia Peisu"), in_git("annie@example.org", "Annie Easley"))
    assert found == [
        Identity("github:xia", "Xia Peisu", bot=False, listed=True, known=False),
        Identity("git:annie@example.org", "Annie Easley", bot=False, listed=True, known=False),
    ]


def test_the_address_on_a_profile_joins_account_and_commits() -> None:
    assert persons(user("4", "Xia", 4, email="Xia@example.org"), in_git("xia@example.org")) == ["github:xia"] * 2


def test_names_never_join_anyone() -> None:
    found = persons(
        in_git("a@example.org", "Ada Lovelace"), in_git("b@example.org", "Ada Lovelace"), in_git("", "Ada Lovelace")
    )
    assert found == ["git:a@example.org", "git:b@example.org", "git:Ada Lovelace"]


def test_logins_are_the_same_only_as_a_whole() -> None:
    assert persons(user("5", "bob", 5), user("6", "bobby", 6)) == ["github:bob", "github:bobby"]


def test_what_two_of_the_plan_say_is_theirs_is_nobodys() -> None:
    assert persons(in_git("team@example.org")) == ["git:team@example.org"]


def test_nothing_makes_one_of_two_people_of_the_plan() -> None:
    both = in_git("ada@example.org"), user("2", "grace", 1906, email="ada@example.org")
    assert persons(*both) == ["ada", "grace"]


def test_the_address_of_an_organization_is_not_a_persons_alone() -> None:
    company = Actor("github:O", "organization", "engines", 9, "Engines Ltd", "ada@example.org")
    found = resolve(company, in_git("ada@example.org"))
    assert (found[0].bot, found[0].person) == (True, "github:engines")
    assert (found[1].bot, found[1].person) == (False, "ada")


def test_a_mannequin_is_a_person_and_leaves_the_login_to_who_has_it() -> None:
    mannequin = Actor("github:M", "mannequin", "hedy", 91)
    assert resolve(mannequin)[0] == Identity("github:hedy", "hedy", bot=False, listed=True, known=False)
    assert persons(mannequin, user("9", "hedy", 19)) == ["github:hedy#91", "github:hedy"]


PROGRAMS = [
    bot("b1", "dependabot", 49699333),
    user("b2", "renovate[bot]"),
    in_git("29139614+renovate[bot]@users.noreply.github.com", "renovate"),
    in_git("support@example.org", "pre-commit-ci[bot]"),
    in_git("noreply@anthropic.com", "Claude"),
    in_git("someone@example.org", "Claude Opus 4.5"),
    in_git("223556219+Copilot@users.noreply.github.com", "Copilot"),
    in_git("copilot@github.com", "GitHub Copilot"),
    user("b3", "copilot-swe-agent"),
    in_git("158243242+devin-ai-integration[bot]@users.noreply.github.com", "Devin"),
    in_git("cursoragent@cursor.com", "Cursor"),
    in_git("199175422+chatgpt-codex-connector[bot]@users.noreply.github.com", "codex"),
    in_git("noreply@openai.com", "Codex"),
    in_git("aider@aider.chat", "aider (gpt-5)"),
    in_git("161369871+google-labs-jules[bot]@users.noreply.github.com", "jules"),
    in_git("128439645+sweep-ai[bot]@users.noreply.github.com", "sweep"),
    in_git("action@github.com", "GitHub Action"),
    Actor("github:O", "organization", "engines", 9),
]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda each: each.id)
def test_programs_are_bots(program: Actor) -> None:
    assert resolve(program)[0].bot


@pytest.mark.parametrize(
    "person",
    [
        in_git("claude@example.org", "Claude Shannon"),
        in_git("claude2@example.org", "Claude"),
        in_git("devin@example.org", "Devin"),
        in_git("jules@example.org", "Jules"),
        user("p1", "robotnik", 1, "Bot Person"),
        user("p2", "abbott", 2, "Abbott"),
        user("p3", "claudette", 3),
        user("p4", "cursor-fan", 4),
        in_git("dario@anthropic.com", "Dario"),
        in_git("sam@openai.com", "Sam"),
        in_git("ada@bot", "[bot] Ada"),
    ],
    ids=lambda each: each.id,
)
def test_people_with_such_names_are_people(person: Actor) -> None:
    assert not resolve(person)[0].bot


def test_all_that_one_bot_is_seen_under_is_a_bot() -> None:
    account, plain = bot("b1", "dependabot", 49699333), in_git("49699333+dependabot@users.noreply.github.com", "deps")
    found = resolve(account, plain)
    assert found[0] == found[1]
    assert found[0].person == "github:dependabot[bot]"


def test_a_person_with_the_login_of_a_bot_is_another() -> None:
    found = resolve(bot("b1", "helper", 1), user("u1", "helper", 2))
    assert [(each.person, each.bot) for each in found] == [("github:helper[bot]", True), ("github:helper", False)]


@pytest.mark.parametrize(
    ("pattern", "actor"),
    [
        ("k8s-ci-robot", user("k", "k8s-ci-robot", 1)),
        ("K8S-*", user("k", "k8s-ci-robot", 1)),
        ("*-robot", in_git("1+K8S-CI-Robot@users.noreply.github.com")),
        ("*@machines.example.org", in_git("build@Machines.example.org")),
        ("release manager", in_git("r@example.org", "Release Manager")),
        ("prow ?obot", user("k", "prow", 1, "Prow Robot")),
        ("ci[bot]", user("k", "ci[bot]")),
        ("[weird", user("k", "[weird")),
    ],
)
def test_the_communitys_patterns_are_tried_on_login_name_and_address(pattern: str, actor: Actor) -> None:
    assert resolve(actor, people=People((), (" ", pattern)))[0].bot
    assert not resolve(user("x", "ada", 7, "Ada", "ada@example.org"), people=People((), (" ", pattern)))[0].bot


@pytest.mark.parametrize("pattern", ["", " ", "robot", "k8s-ci", "[k]8s-ci-robot", "k8s.ci.robot"])
def test_a_pattern_is_of_the_whole_name_and_no_regular_expression(pattern: str) -> None:
    assert not resolve(user("k", "k8s-ci-robot", 1), people=People((), (pattern,)))[0].bot


def test_an_account_is_no_bot_for_what_git_once_called_it() -> None:
    people = People((ADA,), ("*-bot",))
    found = resolve(in_git("ada@example.org", "ada-bot"), user("9", "hedy", 19), people=people)
    assert not any(each.bot for each in found)
    hedy = in_git("19+hedy@users.noreply.github.com", "release-bot"), user("9", "hedy", 19)
    assert not any(each.bot for each in resolve(*hedy, people=people))


def test_who_the_plan_says_is_no_human_is_a_bot() -> None:
    people = People(
        (
            Person(id="loom", name="Loom", kind="bot", github="jacquard"),
            Person(id="aes", name="AES", kind="organization", emails=("office@example.org",)),
        )
    )
    assert [
        (each.person, each.bot) for each in resolve(user("j", "Jacquard"), in_git("office@example.org"), people=people)
    ] == [
        ("loom", True),
        ("aes", True),
    ]


# Few names and numbers, so that they meet often.
LOGINS = st.sampled_from(["ada", "Ada", "grace", "tom", "ci[bot]", "copilot", "x"])
NUMBERS = st.sampled_from([1, 2, 3])
EMAILS = st.one_of(
    st.sampled_from(["ada@example.org", "ADA@example.org", "g@example.org", "", "nowhere", "noreply@anthropic.com"]),
    st.builds("{}@users.noreply.github.com".format, LOGINS),
    st.builds("{}+{}@users.noreply.github.com".format, NUMBERS, LOGINS),
)
ACCOUNTS = st.builds(
    Actor,
    st.sampled_from([f"github:{n}" for n in range(6)]),
    st.sampled_from(["user", "user", "bot", "mannequin", "organization"]),
    LOGINS,
    st.none() | NUMBERS,
    st.none() | st.sampled_from(["Ada", "release-bot"]),
    st.none() | EMAILS,
)
WRITERS = st.builds(in_git, EMAILS, st.sampled_from(["Ada", "release-bot", "ci[bot]"]))
ACTORS = st.lists(ACCOUNTS | WRITERS, max_size=14, unique_by=lambda each: each.id)
PLANS = st.lists(
    st.builds(
        Person,
        id=st.sampled_from(["p1", "p2", "p3"]),
        name=st.just("Somebody"),
        kind=st.sampled_from(["human", "human", "bot"]),
        github=st.none() | LOGINS,
        github_id=st.none() | NUMBERS,
        emails=st.lists(EMAILS.filter(bool), max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda each: each.id,
).map(lambda persons: People(tuple(persons), ("release-*",)))


@given(PLANS, ACTORS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_seen_does_not_matter(people: People, actors: list[Actor], random: Random) -> None:
    shuffled = list(actors)
    random.shuffle(shuffled)
    found = people.resolve(actors)
    assert people.resolve(shuffled) == found
    assert found.keys() == {each.id for each in actors}


@given(PLANS, ACTORS)
def test_one_person_is_one_in_all_that_is_said(people: People, actors: list[Actor]) -> None:
    by_person: dict[str, set[Identity]] = {}
    for each in people.resolve(actors).values():
        by_person.setdefault(each.person, set()).add(each)
    assert all(len(each) == 1 for each in by_person.values())
    known = {each.id: each for each in people.persons}
    for person, (identity,) in by_person.items():
        assert identity.known == (person in known)
        assert identity.name.strip()


@given(PLANS, ACTORS)
def test_what_the_plan_says_of_one_alone_is_theirs(people: People, actors: list[Actor]) -> None:
    found = people.resolve(actors)
    for person in people.persons:
        others = [each for each in people.persons if each is not person]
        for actor in actors:
            mine = actor.github_id is not None and actor.github_id == person.github_id
            shared = any(_says_number(each, actor.github_id) for each in others)
            if mine and not shared:
                assert found[actor.id].person == person.id


def _says_number(person: Person, number: int | None) -> bool:
    return person.github_id == number or any(each.startswith(f"{number}+") for each in person.emails)


@given(ACTORS)
def test_who_shares_an_address_or_a_number_is_one_where_there_is_no_plan(actors: list[Actor]) -> None:
    found = People().resolve(actors)
    for one in actors:
        for other in actors:
            if "organization" in (one.kind, other.kind):
                continue
            same_number = one.github_id is not None and one.github_id == other.github_id
            same_address = "@ex" in (one.email or "") and (one.email or "").lower() == (other.email or "").lower()
            if same_number or same_address:
                assert found[one.id] == found[other.id]


@given(PLANS, ACTORS)
def test_another_name_makes_nobody_another_person(people: People, actors: list[Actor]) -> None:
    renamed = [Actor(a.id, a.kind, a.login, a.github_id, f"{a.name} II", a.email) for a in actors]
    before, after = people.resolve(actors), people.resolve(renamed)
    assert {id_: each.person for id_, each in before.items()} == {id_: each.person for id_, each in after.items()}


def test_very_many_actors_are_told_apart() -> None:
    count = times(5_000, 50_000)
    actors = [in_git(f"p{number}@example.org") for number in range(count)]
    actors += [user(str(number), f"login-{number}", number, email=f"p{number}@example.org") for number in range(count)]
    assert len({each.person for each in People().resolve(actors).values()}) == count
