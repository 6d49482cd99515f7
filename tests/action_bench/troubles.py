"""What GitHub may do instead of answering, as rules of the bench."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Fault = Mapping[str, Any]

# The write is done, or it may be, and its answer does not come.
LOST = ("apply-then-502", "drop", "truncate")
LIMITS = ("primary-limit", "primary-429", "secondary-limit", "secondary-429")
REFUSALS = ("401", "403", "404", "410", "422")
STUMBLES = ("500", "502", "503", "504", "html-502")
GRAPHQL = ("graphql-errors", "graphql-partial", "graphql-rate-limited", "graphql-timeout")
KINDS = (*LOST, *LIMITS, *REFUSALS, *STUMBLES, *GRAPHQL)
# What stands for all of them.
USUAL = (*LOST, "primary-limit", "secondary-429", "403", "404", "422", "502", "html-502", "graphql-errors")


def place(method: str, path: str) -> Fault:
    """Which requests meet it."""
    return {"method": method, "path": path}


def passes(fault: Fault) -> bool:
    """Whether what is asked for is done all the same, for it is asked again."""
    # An answer of GraphQL where a list should be is not one that is asked for again.
    is_strange = fault.get("method") == "GET" and fault["kind"] in {"graphql-errors", "graphql-rate-limited"}
    return "times" in fault and fault["kind"] not in REFUSALS and not is_strange


def once(kinds: Sequence[str], places: Sequence[Fault]) -> Iterator[Fault]:
    """Each kind in each place, for the first request alone."""
    return ({"kind": kind, **place, "times": 1} for kind in kinds for place in places)
