"""Greetings that would be sent with holes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import listed, quoted
from commtui.model.welcome import PLACEHOLDERS, Welcome

_TEMPLATES = ("first_issue", "first_pull_request", "first_merge")
_placeholder = re.compile(r"(\{?)\{([ \t]{0,8}[\w-]{1,64}[ \t]{0,8})\}(\}?)")


@rule("unknown-placeholder", "warning", "A greeting uses only the placeholders that there are")
def unknown_placeholder(context: Context) -> Iterator[Finding]:
    """A word in braces is a placeholder; in double braces it is text, but for the names of real placeholders.

    Someone who writes `{{login}}` has another tool in mind, and newcomers would read just that.
    """
    for entry in context.snapshot.of(Welcome):
        for field in _TEMPLATES:
            template = getattr(entry.record, field) or ""
            for opening, name, closing in dict.fromkeys(_placeholder.findall(template)):
                message, hint = _judge(context, name, bool(opening and closing))
                if message:
                    yield Finding.on(entry, message, field, hint=hint)


def _judge(context: Context, name: str, is_double: bool) -> tuple[str, str]:
    if is_double:
        wrong = name.strip() in PLACEHOLDERS
        message = f"{quoted('{{' + name + '}}')} is not replaced" if wrong else ""
        return message, f"single braces: {{{name.strip()}}}"
    if name in PLACEHOLDERS:
        return "", ""
    near = context.index.nearest.to(name.strip(), "placeholder", PLACEHOLDERS)
    hint = f"did you mean {{{near}}}?" if near else f"known: {listed(sorted(PLACEHOLDERS))}"
    return f"Unknown placeholder {quoted('{' + name + '}')}", hint
