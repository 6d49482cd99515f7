"""`commtui remove` and `commtui rename`: what becomes of the records that name another."""

from __future__ import annotations

import tomli

from tests.cli.clinic import ADA, HANDBOOK, Clinic

THANKS = "community/recognition/2013/2013-02-01-grace-1f2e.toml"


def test_a_record_that_nobody_names_goes_with_its_file(clinic: Clinic) -> None:
    said = clinic.does("remove", "goal", "translation")
    assert said == (
        'commtui: Goal "The handbook in French" 2013-Q3: removed\n'
        "commtui: removed community/goals/2013-Q3/translation.toml\n"
    )
    assert not clinic.path("community/goals/2013-Q3/translation.toml").exists()


def test_a_record_goes_with_the_comments_glued_to_it_and_the_others_stay(clinic: Clinic) -> None:
    page = clinic.put(
        "community/people/team.toml",
        '# The team.\n\n# Since spring.\n[[person]]\nid = "joan"\nname = "Joan"\n\n'
        '[[person]]\nid = "kay"\nname = "Kay"\n',
    )
    clinic.does("remove", "person", "joan")
    assert page.read_text() == '# The team.\n\n[[person]]\nid = "kay"\nname = "Kay"\n'


def test_a_record_that_others_name_stays_and_they_are_listed(clinic: Clinic) -> None:
    said = clinic.refuses("remove", "person", "grace", code=1)
    assert said.splitlines() == [
        "commtui: not removed, for other records refer to it:",
        'commtui: community/community.toml:8: focus area "docs" names it in lead',
        f'commtui: {HANDBOOK}:2: goal "handbook" names it in owners',
        'commtui: community/roadmap.toml:1: roadmap item "guide" names it in owners',
        f"commtui: {THANKS}:1: a recognition names it in person",
        "commtui: --unlink takes such references out where they may go; --cascade also removes what cannot be without",
    ]


def test_a_long_list_of_records_is_cut(clinic: Clinic) -> None:
    items = "".join(
        f'[[item]]\nid = "visit-{each}"\ntitle = "Visit"\nstatus = "idea"\nowners = ["hidden"]\n' for each in range(25)
    )
    clinic.put("community/visits.toml", items)
    said = clinic.refuses("remove", "person", "hidden", code=1).splitlines()
    assert len(said) == 23
    assert said[-2] == "commtui: and 5 more"


def test_unlink_takes_references_out_in_the_same_edit(clinic: Clinic) -> None:
    before = clinic.files()
    said = clinic.does("remove", "item", "guide", "--unlink")
    assert clinic.changes(before) == [
        "- [[item]]",
        '- id = "guide"',
        '- title = "A guide for clinics"',
        '- status = "planned"',
        '- owners = ["grace"]',
        "- ",
        '- depends_on = ["guide"]',
    ]
    assert 'Roadmap item "A course for trainers": depends on -A guide for clinics' in said


def test_unlink_refuses_where_a_record_cannot_be_without(clinic: Clinic) -> None:
    said = clinic.refuses("remove", "person", "grace", "--unlink", code=1)
    assert f"commtui: {THANKS}:1: a recognition names it in person\n" in said
    assert "lead" not in said


def test_cascade_also_removes_the_records_that_cannot_be_without(clinic: Clinic) -> None:
    clinic.does("remove", "person", "grace", "--cascade")
    assert not clinic.path(THANKS).exists()
    assert not clinic.path("community/people/grace.toml").exists()
    assert not any(b'"grace"' in each for each in clinic.files().values())
    assert clinic.run("check", cwd=clinic.root).returncode == 0


def test_a_welcome_is_removed_without_an_id(clinic: Clinic) -> None:
    clinic.does("set", "welcome", "once=true")
    clinic.does("remove", "welcome")
    assert "welcome" not in clinic.text("community/community.toml")


def test_a_record_without_an_id_is_removed_by_its_line(clinic: Clinic) -> None:
    before = clinic.text(ADA)
    clinic.does("remove", "standing", f"{ADA}:10")
    assert clinic.text(ADA) == before.partition("\n[[standing]]")[0]


def test_every_reference_and_the_file_of_its_own_follow_another_id(clinic: Clinic) -> None:
    text = clinic.text(ADA)
    said = clinic.does("rename", "person", "ada", "lovelace")
    assert said.startswith('commtui: Person "Ada Lovelace": renamed ada -> lovelace (3 references with it)\n')
    assert clinic.text("community/people/lovelace.toml") == text.replace('"ada"', '"lovelace"')
    assert not any(b'"ada"' in each for each in clinic.files().values())
    assert not clinic.path(ADA).exists()
    assert clinic.run("check", cwd=clinic.root).returncode == 0


def test_an_id_that_is_set_is_a_rename(clinic: Clinic) -> None:
    clinic.does("set", "person", "grace", "id=hopper", "name=Rear Admiral Hopper")
    assert 'name = "Rear Admiral Hopper"' in clinic.text("community/people/hopper.toml")
    assert 'owners     = ["ada", "hopper"]' in clinic.text(HANDBOOK)


def test_a_file_that_people_named_keeps_its_name(clinic: Clinic) -> None:
    clinic.put("community/people/team.toml", '[[person]]\nid = "joan"\nname = "Joan"\n')
    clinic.does("rename", "person", "joan", "clarke")
    assert 'id = "clarke"' in clinic.text("community/people/team.toml")


def test_who_holds_a_rung_follows_its_new_id(clinic: Clinic) -> None:
    before = clinic.files()
    clinic.does("rename", "ladder", "code", "approver", "--rung", "reviewer")
    assert clinic.changes(before) == [
        '- id = "reviewer"',
        '+ id = "approver"',
        '- rung   = "reviewer"',
        '+ rung   = "approver"',
    ]


def test_a_rung_that_someone_holds_is_not_taken_away(clinic: Clinic) -> None:
    for arguments in (["--unset", "rung.reviewer"], ["rung-=reviewer"]):
        said = clinic.refuses("set", "ladder", "code", *arguments, code=1)
        assert f"{ADA}:9: a standing names it in rung" in said
        assert "--unlink" not in said
    clinic.does("set", "ladder", "code", "rung-=core.2")
    (ladder,) = tomli.loads(clinic.text("community/careers/code.toml"))["ladder"]
    assert [each["id"] for each in ladder["rung"]] == ["reviewer"]


def test_the_same_id_is_no_change(clinic: Clinic) -> None:
    assert "it is so already" in clinic.refuses("rename", "person", "ada", "ada", code=0)


def test_a_file_in_which_a_name_could_not_be_followed_is_told(clinic: Clinic) -> None:
    clinic.put("community/roadmap.toml", clinic.text("community/roadmap.toml") + "x = [1, ")
    said = clinic.does("rename", "person", "grace", "hopper")
    assert "commtui: not looked at, for it cannot be read: community/roadmap.toml" in said.splitlines()
