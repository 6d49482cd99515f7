"""The git repository around a community, asked through the `git` that the user has.

Nothing here asks the user, pages, or talks to a remote; what is not in a partial clone is not fetched. What only reads
takes no locks and starts no file system monitor, and reads objects as they are, without the filters and diff programs
that a configuration may name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from commtui.store.git_status import Dirty, dirty_files

# What a hook or a shell may have set for another repository, what changes how paths are read, and what writes
# between the lines that we read. The system's configuration stays: it may say which folders are safe.
_NOT_OURS = re.compile(
    "GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|"
    "GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|IMPLICIT_WORK_TREE|INTERNAL_SUPER_PREFIX|"
    "(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|TRACE.*|EXTERNAL_DIFF|DIFF_OPTS)"
)
_NEVER_ASK = {"GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_EDITOR": ":"}
# Words that we know how to read, and no remote; hooks must not get this, so it is for what only reads.
_PLAIN = {"LC_ALL": "C", "LANGUAGE": "", "GIT_LITERAL_PATHSPECS": "1"}
_PLAIN |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
# For what only reads.
READING = ("--no-optional-locks", "-c", "core.fsmonitor=")
_NAMED_ON_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_TRIES = 20
_BETWEEN_TRIES = 0.1
_is_id = re.compile("[0-9a-f]{40}|[0-9a-f]{64}").fullmatch

_on_github = re.compile(
    r"(?:https?://(?:[^@/]+@)?|ssh://git@|git@)(?:www\.)?github\.com[/:]([A-Za-z0-9-]+/[A-Za-z0-9._-]+?)(?:\.git)?/?"
)


class GitError(Exception):
    """What git could not do, in one line; `said` is all that git and its hooks said of it, where that is more."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.said = said


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What a revision holds at a path from the root, with forward slashes."""

    path: str
    mode: str
    id: str

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == "120000"

    @property
    def is_submodule(self) -> bool:
        """Whether it is the commit of another repository."""
        return self.mode == "160000"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository: the top folder of its working tree, or where it is kept if it is bare."""

    root: Path
    is_bare: bool = False

    @classmethod
    def around(cls, place: Path) -> Repository:
        """The repository that a file or folder lies in; the place itself need not be there.

        Raises:
            GitError: There is none, git is not installed, or refuses.
        """
        folder = next((each for each in (place, *place.parents) if each.is_dir()), Path(place.anchor))
        is_bare = _read(folder, "rev-parse", "--is-bare-repository").strip() == b"true"
        root = _read(folder, "rev-parse", "--absolute-git-dir" if is_bare else "--show-toplevel")
        return cls(Path(os.path.realpath(os.fsdecode(root.removesuffix(b"\n")))), is_bare)

    def github(self) -> str | None:
        """The `owner/name` on GitHub that the remote `origin` names, or None."""
        address = _git(self.root, *READING, "config", "--get", "remote.origin.url").stdout.decode("utf-8", "replace")
        named = _on_github.fullmatch(address.strip())
        return named[1] if named else None

    def commit_of(self, revision: str) -> str | None:
        """The full id of the commit that a revision names; None for HEAD where nothing was committed yet.

        Raises:
            GitError: There is no such commit.
        """
        found = self._verified(revision)
        if found is None:
            is_head = revision in {"HEAD", "@"}
            if is_head and _git(self.root, *READING, "symbolic-ref", "--quiet", "HEAD").returncode == 0:
                return None
            raise GitError(f'there is no revision "{revision}"{self._hint(revision)}')
        commit = self._verified(f"{found}^{{commit}}")
        if commit is None:
            raise GitError(f'"{revision}" is not a commit')
        return commit

    def merge_base(self, one: str, other: str) -> str:
        """The best common ancestor of two commits.

        Raises:
            GitError: They have none.
        """
        done = _git(self.root, *READING, "merge-base", one, other)
        found = done.stdout.decode().strip()
        if not found:
            raise GitError(f"{one[:12]} and {other[:12]} have no commit in common{self._shallow_hint()}")
        return found

    def tree(self, commit: str, paths: Sequence[str]) -> list[TreeEntry]:
        """All files, links and submodules of a commit at or below these paths from the root; "" is the root."""
        listed = _read(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_named(paths))
        return [_tree_entry(each) for each in listed.split(b"\0") if each]

    def out_of_reach(self, commit: str, paths: Sequence[str], most: int) -> tuple[Collection[str], Collection[str]]:
        """The ids of blobs at or below these paths that are not in this clone; and of those of more bytes than that."""
        listed = _read(
            self.root,
            *("rev-list", "--objects", "--no-walk", "--missing=print"),
            *(f"--filter=blob:limit={most + 1}", "--filter-print-omitted"),
            *(f"{commit}^{{tree}}", "--", *_named(paths)),
        )
        lines = listed.decode("utf-8", "replace").splitlines()
        missing, large = ({line[1:] for line in lines if line.startswith(sign)} for sign in "?~")
        return missing, large

    def contents(self, ids: Collection[str]) -> dict[str, bytes]:
        """What blobs hold, by their ids; one that the repository does not know is left out.

        Raises:
            GitError: One is not in this partial clone.
        """
        if not ids:
            return {}
        asked = "".join(f"{each}\n" for each in ids).encode()
        return dict(_batch(_read(self.root, "cat-file", "--batch", "--buffer", given=asked)))

    def patch(self, base: str, head: str, paths: Sequence[str]) -> str:
        """How the files at or below these paths from the root differ in two commits, without lines around.

        What is no UTF-8 is replaced.
        """
        said = _read(
            self.root,
            *("diff", "--patch", "--unified=0", "--inter-hunk-context=0", "--text", "--no-color"),
            *("--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative", "--ignore-submodules=all"),
            *("--src-prefix=a/", "--dst-prefix=b/", base, head, "--", *paths),
        )
        return said.decode("utf-8", "replace")

    def dirty(self, place: Path) -> list[Dirty]:
        """What was changed at or below a place, untracked files included and ignored ones left out, in path order.

        Raises:
            GitError: The repository is bare, or git cannot read it.
        """
        listed = _read(
            self.root,
            *("status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all"),
            *("--", str(place)),
        )
        return dirty_files(listed, self.root)

    def commit(self, paths: Collection[Path], message: str, *, sign_off: bool = False) -> str | None:
        """Commit these files as they are on disk, and nothing else; the new commit, or None if nothing was changed.

        What else is staged stays staged. Hooks and signing are as the user has set them up. Nothing is ever pushed.

        Raises:
            GitError: git or one of its hooks refuses; nothing is committed then, and nothing more is staged.
        """
        if not message.strip() or "\0" in message:
            raise GitError("a commit needs a message")
        changed = self._changed(paths)
        self._refuse_ignored(paths, {each.path for each in changed})
        if not changed:
            return None
        self.refuse_commit()
        new = _nul_separated(self.root, (each.path for each in changed if each.change == "untracked"))
        options = ["--signoff"] if sign_off else []
        with ExitStack() as unless_committed:
            # Whatever goes wrong, Ctrl-C too, must leave nothing staged.
            if new:
                unless_committed.callback(self._forget, new)
                self._write("add", "--intent-to-add", *_NAMED_ON_STDIN, given=new)
            self._write(
                *("commit", "--quiet", "--only", "--cleanup=whitespace", f"--message={message}", *options),
                *_NAMED_ON_STDIN,
                given=_nul_separated(self.root, (each.path for each in changed)),
            )
            unless_committed.pop_all()
        return self._verified("HEAD")

    def _forget(self, names: bytes) -> None:
        _git(self.root, "rm", "--cached", "--force", "--quiet", *_NAMED_ON_STDIN, given=names, plain_words=False)

    def refuse_commit(self) -> None:
        """Nothing, where files could be committed now.

        Raises:
            GitError: git does not know who commits, or a merge is not finished.
        """
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            if _git(self.root, *READING, "var", who).returncode:
                raise GitError("git does not know who you are: set user.name and user.email with `git config`")
        for what in ("MERGE", "CHERRY_PICK"):
            if self._verified(f"{what}_HEAD") is not None:
                words = what.lower().replace("_", "-")
                raise GitError(f"a {words} is not finished: finish it, or give it up with `git {words} --abort`")

    def _refuse_ignored(self, paths: Collection[Path], changed: Collection[Path]) -> None:
        places = (Path(os.path.realpath(each.parent), each.name) for each in paths)
        quiet = [each for each in places if each not in changed and each.is_relative_to(self.root) and each.exists()]
        if not quiet:
            return
        asked = b"".join(os.fsencode(each.relative_to(self.root)) + b"\0" for each in quiet)
        ignored = _git(self.root, *READING, "check-ignore", "-z", "--stdin", given=asked, plain_words=False).stdout
        if first := ignored.split(b"\0")[0]:
            raise GitError(f"nothing was committed: git ignores {os.fsdecode(first)}")

    def _changed(self, paths: Collection[Path]) -> list[Dirty]:
        asked = {Path(os.path.realpath(each.parent), each.name) for each in paths}
        outside = next((each for each in asked if not each.is_relative_to(self.root)), None)
        if outside is not None:
            raise GitError(f"{outside} is not in the repository {self.root}")
        if not asked:
            return []
        return [each for each in self.dirty(Path(os.path.commonpath(asked))) if each.path in asked]

    def _write(self, *arguments: str, given: bytes) -> None:
        for _ in range(_TRIES):
            done = _git(self.root, *arguments, given=given, plain_words=False)
            # Another git at work here is done in a moment, and a lock that stays was left by one that died.
            if b"index.lock" not in done.stderr:
                break
            time.sleep(_BETWEEN_TRIES)
        if done.returncode:
            said = b"\n".join(each.strip() for each in (done.stdout, done.stderr) if each.strip())
            reason = _first_reason(done.stderr) or _first_reason(done.stdout)
            raise GitError(f"nothing was committed: {reason}", said.decode("utf-8", "replace"))

    def _verified(self, revision: str) -> str | None:
        # What begins with a dash would be an option: no branch, tag or commit has such a name.
        if not revision or revision.startswith("-") or "\0" in revision:
            return None
        done = _git(self.root, *READING, "rev-parse", "--verify", "--quiet", revision)
        found = done.stdout.decode("utf-8", "replace").strip()
        return found if done.returncode == 0 and _is_id(found) else None

    def _hint(self, revision: str) -> str:
        if self._verified(f"refs/remotes/origin/{revision}"):
            return f'; did you mean "origin/{revision}"?'
        return self._shallow_hint()

    @property
    def is_shallow(self) -> bool:
        """Whether its history is not all there."""
        return _git(self.root, *READING, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _shallow_hint(self) -> str:
        return "; this clone is shallow: fetch more of its history" if self.is_shallow else ""


def _read(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers to a question that changes nothing."""
    done = _git(folder, *READING, *arguments, given=given)
    if done.returncode:
        raise GitError(plain_reason(done.stderr, folder))
    return done.stdout


def _git(
    folder: Path, *arguments: str, given: bytes | None = None, plain_words: bool = True
) -> subprocess.CompletedProcess[bytes]:
    """Run git, in `plain_words` instead of the user's language."""
    command, environment = command_line(folder, arguments, plain_words=plain_words)
    try:
        return subprocess.run(command, input=given or b"", capture_output=True, env=environment, check=False)  # noqa: S603
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error


def command_line(
    folder: Path, arguments: Sequence[str], *, plain_words: bool = True
) -> tuple[list[str], dict[str, str]]:
    """How git is run, and in which environment; who runs it gives it an input, for it must never wait for the terminal.

    Raises:
        GitError: git is not installed.
    """
    git = shutil.which("git")
    # Windows looks into the current folder first, and what lies there may be anyone's.
    if git is None or not Path(git).is_absolute():
        raise GitError("git is not installed")
    environment = {name: value for name, value in os.environ.items() if not _NOT_OURS.fullmatch(name)}
    environment |= _NEVER_ASK | (_PLAIN if plain_words else {})
    return [git, "--no-pager", "-C", str(folder), *arguments], environment


def plain_reason(stderr: bytes, folder: Path) -> str:
    """Why git failed, in one line."""
    said = stderr.decode("utf-8", "replace")
    if "not a git repository" in said:
        return f"{folder} is not in a git repository"
    if "dubious ownership" in said or "unsafe repository" in said:
        allow = re.search(r"git config --global --add safe\.directory .*", said)
        return f"git refuses a repository that belongs to another user{f': allow it with {allow[0]}' if allow else ''}"
    if "must be run in a work tree" in said:
        return f"{folder} is not in the working tree of a git repository"
    if "promisor remote" in said or "lazy fetching" in said:
        return "this clone is partial, and what is asked for is not in it: fetch it, as `git diff` does"
    return f"git failed: {_first_reason(stderr)}"


def _first_reason(output: bytes) -> str:
    """The line that says why, as far as can be told: git's own, or the last one."""
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    own = (line.removeprefix(prefix) for line in lines for prefix in ("fatal: ", "error: ") if line.startswith(prefix))
    return next(own, lines[-1].strip() if lines else "")


def _named(paths: Sequence[str]) -> Sequence[str]:
    """The paths as git wants them, of which it takes none as the whole."""
    return [] if "" in paths else paths


def _tree_entry(listed: bytes) -> TreeEntry:
    """From `mode type id<tab>path`."""
    facts, _, path = listed.partition(b"\t")
    mode, _, id_ = facts.decode().split()
    return TreeEntry(os.fsdecode(path), mode, id_)


def _batch(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """From `id type size`, a line end, the content and a line end for each; or `id missing`."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        facts = answer[at:end].decode().split()
        at = end + 1
        if facts[-1] == "missing":
            continue
        size = int(facts[2])
        yield facts[0], answer[at : at + size]
        at += size + 1


def _nul_separated(root: Path, paths: Iterable[Path]) -> bytes:
    """The paths as git wants to be told of files whose names are names, not patterns."""
    return b"".join(b":(top,literal)%b\0" % os.fsencode(each.relative_to(root).as_posix()) for each in paths)
