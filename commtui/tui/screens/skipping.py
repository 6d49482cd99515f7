"""What is asked where a step cannot be undone or done again."""

from __future__ import annotations

from commtui.tui.screens.question import Answer, Question, muted, strong

SKIP = "s"


def skip_question(what: str, why: str, *, is_undo: bool) -> Question:
    """Whether to leave the step out; `s` does."""
    verb = "undone" if is_undo else "done again"
    about = (strong(what), muted(f"cannot be {verb}: {why}."), muted("Nothing was written."))
    leave_out = Answer(SKIP, "Skip", "leaves this step as it is, so that the one before it can be " + verb)
    return Question(f"Not {verb}", about, (leave_out,))
