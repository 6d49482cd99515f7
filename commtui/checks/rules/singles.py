"""Tables of which a community has one."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.model.community import Community
from commtui.model.kinds import KINDS
from commtui.store.snapshot import File


@rule("second-table", "error", "A community has one [community] and one [welcome]")
def second_table(context: Context) -> Iterator[Finding]:
    for model in KINDS:
        if not model.about.single:
            continue
        kind = model.about.name
        files = _files_with(context, kind)
        for file in files[1:]:
            line = files[0].document.positions.header((kind,)).line
            message = f"A second [{kind}]: the community has one already, at {files[0].name}:{line}"
            yield Finding(file, message, "bring the two together in one file", (kind,), "header")


@rule("no-community-table", "info", "A community should say its name, in [community]")
def no_community_table(context: Context) -> Iterator[Finding]:
    snapshot = context.snapshot
    if snapshot.of(Community) or any(each.kind == "community" for each in snapshot.rejected):
        return
    if any(not file.text or "[community]" in file.text for file in snapshot.broken):
        return
    for file in snapshot.files[:1]:
        yield Finding(file, "No file has a [community] table", 'add one: [community] with name = "..."')


def _files_with(context: Context, kind: str) -> list[File]:
    files = [each.file for each in context.snapshot.entries.get(kind, ())]
    files += [each.file for each in context.index.rejected(kind)]
    return sorted(files, key=lambda file: context.index.order[file.name])
