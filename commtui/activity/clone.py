"""What a clone is like, asked of git in few words before its history is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from commtui.activity.tags import is_version
from commtui.store.git import GitError, Repository
from commtui.store.git_stream import ask

_REFS = "%(objecttype)%00%(*objecttype)%00%(creatordate:unix)%00%(*committerdate:unix)%00%(objectname)%00%(refname)"
# Raised when commits are read another way than before.
_READER = "1"
_EPOCH = datetime(1970, 1, 1)
_contact = re.compile(r"([^<>]*)<\s*([^<>\s][^<>]*?)\s*>").match


@dataclass(frozen=True, slots=True)
class Tag:
    """A version, and when it was made in UTC, as the cache has it."""

    name: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Mailmap:
    """All that git maps names by; `is_absent` says that it is in the history, but not in this partial clone."""

    contents: tuple[bytes, ...]
    is_absent: bool

    @property
    def options(self) -> tuple[str, ...]:
        """What keeps git from fetching it; it must come before git's own words."""
        return ("-c", "mailmap.blob=") if self.is_absent else ()


@dataclass(frozen=True, slots=True)
class Clone:
    """A clone at its commit `head`, which is None before the first one.

    `basis` changes with whatever changes how older commits are read.
    """

    repository: Repository
    head: str | None
    is_shallow: bool
    basis: str
    mailmap: Mailmap
    versions: tuple[Tag, ...]

    def is_continued(self, seen: str) -> bool:
        """Whether all that was at the commit `seen` is there still."""
        if self.head is None:
            return False
        return ask(self.repository, "merge-base", "--is-ancestor", seen, self.head) is not None


def clone(repository: Repository) -> Clone:
    """Look at a clone.

    Raises:
        GitError: git is not there, or refuses.
    """
    # Three questions at once, for git takes longer to start than to answer.
    with ThreadPoolExecutor(3) as beside:
        place = beside.submit(_place, repository)
        settings = beside.submit(_mailmap_settings, repository)
        listed = beside.submit(_refs, repository)
    paths, head = place.result()
    refs = listed.result()
    kept = tuple(_content(repository.root / each) for each in paths)
    mailmap = _mailmap(repository, head, settings.result())
    replaced = sorted((each[4], each[5]) for each in refs if each[5].startswith("refs/replace/"))
    basis = hashlib.sha256(repr((_READER, kept, mailmap.contents, replaced)).encode()).hexdigest()
    versions = (_tag(each) for each in refs if each[5].startswith("refs/tags/"))
    return Clone(repository, head, bool(kept and kept[0]), basis, mailmap, tuple(each for each in versions if each))


def mapped(here: Clone, trailers: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each trailer that names someone, with the name and address of that person, as the mailmap has them."""
    named = {each: found for each in trailers if (found := _contact(each))}
    contacts = {each: (" ".join(found[1].split()), found[2]) for each, found in named.items()}
    if not contacts:
        return
    lines = [f"{name} <{email}>".strip() for name, email in contacts.values()]
    said = None
    if any(here.mailmap.contents):
        given = "".join(f"{each}\n" for each in lines).encode()
        said = ask(here.repository, *here.mailmap.options, "check-mailmap", "--stdin", given=given)
    answers = (said or b"").decode("utf-8", "replace").split("\n")[:-1]
    if len(answers) != len(lines):
        answers = lines
    for trailer, answer in zip(contacts, answers, strict=True):
        name, _, rest = answer.rpartition("<")
        yield trailer, name.strip(), rest.removesuffix(">").strip()


def _place(repository: Repository) -> tuple[list[str], str | None]:
    """Files beside the objects that say of parents (where a shallow clone ends, and the grafts of old), and HEAD."""
    asked = ("rev-parse", "--git-path", "shallow", "--git-path", "info/grafts")
    found = (ask(repository, *asked, "HEAD^{commit}") or b"").decode("utf-8", "surrogateescape").splitlines()
    if len(found) == 3:
        return found[:2], found[2]
    head = repository.commit_of("HEAD")
    return (ask(repository, *asked) or b"").decode("utf-8", "surrogateescape").splitlines(), head


def _mailmap_settings(repository: Repository) -> dict[str, str]:
    said = ask(repository, "config", "-z", "--type=path", "--get-regexp", r"^mailmap\.(file|blob)$") or b""
    return dict(each.partition("\n")[::2] for each in said.decode("utf-8", "surrogateescape").split("\0") if each)


def _mailmap(repository: Repository, head: str | None, settings: dict[str, str]) -> Mailmap:
    own = b"" if repository.is_bare else _content(repository.root / ".mailmap", follow=False)
    file = _content(repository.root / settings["mailmap.file"]) if settings.get("mailmap.file") else b""
    named = settings.get("mailmap.blob", "HEAD:.mailmap" if repository.is_bare and head else "")
    blob = ask(repository, "cat-file", "blob", named) if named else b""
    return Mailmap((own, file, blob or b""), blob is None and _is_withheld(repository, named))


def _is_withheld(repository: Repository, named: str) -> bool:
    """Whether a file of the history may be there, but is not in this clone; its folder may be missing too."""
    if ask(repository, "rev-parse", "--verify", "--quiet", named) is not None:
        return True
    return ask(repository, "cat-file", "-e", f"{named.partition(':')[0]}^{{tree}}") is None


def _refs(repository: Repository) -> list[list[str]]:
    listed = ask(repository, "for-each-ref", f"--format={_REFS}", "refs/tags", "refs/replace")
    if listed is None:
        raise GitError("git cannot read the tags of this clone")
    facts = (line.split("\0") for line in listed.decode("utf-8", "replace").split("\n"))
    return [each for each in facts if len(each) == 6]


def _tag(facts: list[str]) -> Tag | None:
    kind, tagged, made, committed, _, ref = facts
    name = ref.removeprefix("refs/tags/")
    if (tagged or kind) not in ("commit", "tag") or not is_version(name):
        return None
    # Some old tags do not say when they were made: their commits do.
    with suppress(ValueError, OverflowError):
        return Tag(name, _EPOCH + timedelta(seconds=int(made or committed)))
    return None


def _content(path: Path, *, follow: bool = True) -> bytes:
    """What a file holds; nothing where it cannot be read, as git sees it."""
    try:
        return b"" if not follow and path.is_symlink() else path.read_bytes()
    except OSError:
        return b""
