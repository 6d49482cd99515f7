"""What changed between two snapshots of a community, field by field; nothing here is worded for people."""

from __future__ import annotations

from commtui.insight.changes.change import Change, Changes, FieldChange, Inner, Problem, Told
from commtui.insight.changes.compare import compare

__all__ = ["Change", "Changes", "FieldChange", "Inner", "Problem", "Told", "compare"]
