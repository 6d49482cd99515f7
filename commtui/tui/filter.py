"""The live filter of lists: words anywhere, then, when nothing has them, words much like them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from commtui.tui.lines import Line, Span
from commtui.tui.text import clean

LONGEST_SEARCHED = 500
SHORTEST_ALIKE = 3
# So many texts are looked through at a time: for words, and for what is much like them.
SLICE = 10_000
SLICE_ALIKE = 1_000


def searched(text: str) -> str:
    """The text as a filter looks through it."""
    return text[:LONGEST_SEARCHED].casefold()


class Filter:
    """Finds items by their text; each longer query looks only through what the shorter one left.

    `prepared` gives the texts of all items as `searched` makes them, where they were made before.
    """

    def __init__(
        self,
        items: Sequence[Any],
        search: Callable[[Any], str] = str,
        prepared: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        self.query = ""
        self._prepared = prepared
        self._items = items
        self._search = search
        self._texts: Sequence[str] = ()
        self._matches: Sequence[int] = range(len(items))
        self._loose = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The words to find; none where likeness was enough."""
        return () if self._loose else tuple(self.query.casefold().split())

    @property
    def matches(self) -> Sequence[int]:
        """The numbers of the items that match what was looked for last, in their order."""
        return self._matches

    def prepare(self) -> None:
        """Make the texts, where they are not yet: it takes a while for very many, and may be done in any thread."""
        if not self._texts:
            self._texts = self._prepared() if self._prepared else [searched(self._search(each)) for each in self._items]

    def apply(self, query: str) -> Sequence[int]:
        """The numbers of the items that match, in their order."""
        for _ in self.looking(query):
            pass
        return self._matches

    def looking(self, query: str) -> Iterator[None]:
        """Look for the items that match, in slices; whoever stops before the end leaves everything as it was."""
        terms = query.casefold().split()
        if not terms:
            self.query, self._loose = query.strip(), False
            self._matches = range(len(self._items))
            return
        self.prepare()
        narrower = bool(self.query) and query.startswith(self.query) and not self._loose
        where = self._matches if narrower else range(len(self._items))
        found: list[int] = []
        for start in range(0, len(where), SLICE):
            found += self._with_words(terms, where[start : start + SLICE])
            yield
        loose = not found
        # Of a word too short to be misspelt nothing is much alike.
        if loose and min(map(len, terms)) >= SHORTEST_ALIKE:
            for start in range(0, len(self._items), SLICE_ALIKE):
                numbers = range(start, min(start + SLICE_ALIKE, len(self._items)))
                found += [each for each in numbers if _alike(terms, self._texts[each])]
                yield
        self.query, self._matches, self._loose = query, found, loose

    def _with_words(self, terms: list[str], where: Iterable[int]) -> list[int]:
        texts = self._texts
        if len(terms) == 1:
            term = terms[0]
            return [each for each in where if term in texts[each]]
        return [each for each in where if all(term in texts[each] for term in terms)]


def _alike(terms: list[str], text: str) -> bool:
    """Whether each word is much like one of the text: its letters stand in that word in order, from its first on."""
    words = text.split()
    return all(any(_is_alike(term, word) for word in words) for term in terms)


def _is_alike(term: str, word: str) -> bool:
    if not word.startswith(term[0]) or len(word) > 2 * len(term):
        return False
    at = 0
    for letter in term:
        at = word.find(letter, at) + 1
        if not at:
            return False
    return True


def marked(line: Line, terms: Iterable[str]) -> Line:
    """The line with the words that were looked for set off."""
    spans: tuple[Span, ...] = line.spans
    for term in terms:
        spans = tuple(part for span in spans for part in _split(span, term))
    return Line(spans, line.target)


def _split(span: Span, term: str) -> Iterable[Span]:
    text, style = clean(span[0]), span[1]
    folded = text.casefold()
    # Folding can change the length of a text; then its positions mean nothing here.
    if style == "match" or len(folded) != len(text):
        return (span,)
    parts: list[Span] = []
    start = 0
    while (at := folded.find(term, start)) >= 0:
        parts += [(text[start:at], style), (text[at : at + len(term)], "match")]
        start = at + len(term)
    return (*parts, (text[start:], style))
