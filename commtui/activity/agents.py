"""Programs that write commits and answers under names of their own, and are no people."""

from __future__ import annotations

import re

# Exact addresses, for the people who make these programs write from the same domains.
_ADDRESSES = frozenset(
    {
        "noreply@anthropic.com",
        "copilot@github.com",
        "cursoragent@cursor.com",
        "devin-ai-integration@cognition.ai",
        "noreply@openai.com",
        "codex@openai.com",
        "aider@aider.chat",
        "noreply@aider.chat",
        "jules@google.com",
        "team@sweep.dev",
        "amp@ampcode.com",
        "noreply@opencode.ai",
        "openhands@all-hands.dev",
        "agent@warp.dev",
        "crush@charm.land",
        "qwen-coder@alibabacloud.com",
        # A workflow that commits without the name of its app.
        "action@github.com",
        "actions@github.com",
        "github-actions@github.com",
    }
)
_LOGINS = frozenset(
    {
        "copilot",
        "copilot-swe-agent",
        "claude",
        "cursoragent",
        "devin-ai-integration",
        "chatgpt-codex-connector",
        "google-labs-jules",
        "sweep-ai",
        "gemini-cli",
        "gemini-code-assist",
        "openhands-agent",
        "github-actions",
        "web-flow",
    }
)
# Names that nobody has: some people are called Claude, Devin or Jules.
_is_named_so = re.compile(
    r"(github )?copilot( .*)?|claude (code|opus|sonnet|haiku)( .*)?|cursor (agent|ai)|devin ai( .*)?|openai codex|"
    r"codex cli|aider \(.*\)|aider|google[- ]labs[- ]jules|sweep ai|gemini (cli|code assist)"
).fullmatch


def is_agent_account(login: str) -> bool:
    """Whether an account, in lower case, is a program's."""
    return login.endswith("[bot]") or login in _LOGINS


def is_agent_address(email: str) -> bool:
    """Whether an e-mail address, in lower case, is a program's."""
    return email.partition("@")[0].endswith("[bot]") or email in _ADDRESSES


def is_agent_name(name: str) -> bool:
    """Whether a name, in lower case, is a program's and no person's."""
    return name.endswith("[bot]") or _is_named_so(name) is not None
