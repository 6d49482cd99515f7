"""Each stylesheet is parsed once for all apps of a test run, since a theme and the text say what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Have Textual keep what it parsed."""

    @cache
    def tokens_of(variables: tuple[tuple[str, str], ...]) -> dict[str, list[Token]]:
        return tokenize_values(dict(variables))

    kept: dict[Any, list[RuleSet]] = {}

    def rules(scope: str, css: str, read_from: Any, variable_tokens: dict[str, list[Token]], **more: Any) -> Any:
        # The tokens of the same variables are the same, and stay.
        key = (scope, css, read_from, id(variable_tokens), *sorted(more.items()))
        if key not in kept:
            kept[key] = list(parse(scope, css, read_from, variable_tokens=variable_tokens, **more))
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.css.stylesheet.tokenize_values", lambda variables: tokens_of(tuple(variables.items())))
        patch.setattr("textual.css.stylesheet.parse", rules)
        yield
