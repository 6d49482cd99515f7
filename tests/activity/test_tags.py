"""Versions, and the other things for which people use tags."""

from __future__ import annotations

import pytest

from commtui.activity.tags import is_version

VERSIONS = """
1.2 1.2.3 v1.2.3 V2.0 r4.1 release-1.2 release/1.2 rel_1.2 version-3.4.5 1.2.3.4 v10.20.30
2024.01.15 v1.0.0-rc.1 1.0rc1 1.0b2 1.0.0-alpha 1.0.0-alpha.1 1.0.post1 2.0.0.Final 5.3.0.RELEASE v1.0.0+build.7
openmrs-core-2.5.0 apache-log4j-2.17.1 @scope/package@1.2.3 package@1.2.3 module/v1.2.3 v-1.2 REL_15_2
curl-8_5_0 v1.2.3-beta-2 1.2-lts 6.1.m2 v2.6.11-rc3
""".split()
OTHERS = """
v1 1 v4 latest stable nightly main release start 2024 20240115 v1.x v1. .1 1..2 release- v1.0-tree before-1.2.0
v1.2.3-before-merge nightly-2024.01.02 nightly/1.2.3 1.2-nightly snapshot-1.2.3 build-1.2.3 backup/1.2.3
deploy-2024.01.02 ci_1.2.3 1.2.3- 1.2.3-something 192.168.1.1x issue-12
""".split()


@pytest.mark.parametrize("tag", VERSIONS)
def test_versions_are_versions(tag: str) -> None:
    assert is_version(tag)


@pytest.mark.parametrize("tag", [*OTHERS, "", " 1.2", "1.2\n", "v1.2 ", "١.٢"])
def test_other_tags_are_none(tag: str) -> None:
    assert not is_version(tag)


@pytest.mark.parametrize(
    "tag", ["a-" * 50_000 + "x", "a." * 50 + "-" * 50, "1." * 99 + "x", "1.2" + "-rc" * 60 + "!", "a_a-" * 49]
)
def test_a_hostile_tag_is_told_apart_as_fast(tag: str) -> None:
    assert not is_version(tag)
