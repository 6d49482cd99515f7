"""Which tags are versions."""

from __future__ import annotations

import re

_is_version = re.compile(
    # What is versioned: `release-`, `rel_`, `openmrs-core-`, `@scope/package@`, `module/`.
    r"(?:@?[a-z][a-z0-9.]*[-_/@])*"
    r"[vr]?[0-9]{1,9}(?:[._][0-9]{1,9})+"
    # What of it: `-rc.1`, `b2`, `.Final`, `+build.7`.
    r"(?:[-._+~]?(?:a|b|c|m|p|rc|cr|sp|alpha|beta|milestone|pre|preview|dev|final|ga|release|post|patch|hotfix|lts)"
    r"(?:[-._]?[0-9]{1,9})?){0,3}"
    r"(?:\+[a-z0-9.-]+)?",
    re.IGNORECASE,
).fullmatch
_no_version = re.compile(
    r"(^|[-_/])(nightly|snapshot|backup|build|ci|test|archive|old|before|wip|deploy|daily|weekly|tmp)([-_/]|$)",
    re.IGNORECASE,
).search


def is_version(tag: str) -> bool:
    """Whether a tag names a version, as in v1.2.3, 1.2, release-1.2 and core/v2.0.0-rc.1.

    A single number is none: `v4` is moved with every release of 4.
    """
    return len(tag) <= 200 and _is_version(tag) is not None and _no_version(tag) is None
