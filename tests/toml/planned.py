"""Texts as the communities that use commtui write them: goals with key results, ladders, people, in many hands."""

from __future__ import annotations

from random import Random

NAMES = ("ana", "ben", "chidi", "dana")
TITLES = ("First response", "Guide for newcomers", "Übersetzung", "Docs sprint")


def plan_text(dice: Random) -> str:
    """A community's file, in a style of its own."""
    text = _Plan(dice).text()
    return text.replace("\n", "\r\n") if dice.random() < 0.4 else text


class _Plan:
    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._lines: list[str] = []
        self._aligned = dice.random() < 0.3
        self._indent = dice.choice(("", "", "  ", "\t"))
        self._equals = dice.choice((" = ", " = ", "="))
        self._comments = dice.choice((0.0, 0.3, 0.6))
        self._blanks = dice.choice((0, 1, 1, 2))
        self._inline_results = dice.choice((None, None, "one line", "many lines"))
        self._interleaved = dice.random() < 0.3

    def text(self) -> str:
        if self._chance(0.5):
            self._lines += ["#:schema ../schemas/community.json"]
        if self._chance(0.3):
            self._lines += ["version = 1", "community.name = 'Engines'", "community.links.web = 'https://example.org'"]
        elif self._chance(0.5):
            self._table("community")
        if self._chance(0.2):
            results = ", ".join(f'{{ id = "g{number}", score = 0.{number} }}' for number in range(3))
            self._lines.insert(0, f"goal = [{results}]")
        else:
            self._goals()
        for _ in range(self._dice.randint(0, 2)):
            self._person()
        if self._chance(0.3):
            self._lines += ["", "# the end"]
        return "\n".join(self._lines) + "\n"

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share

    def _header(self, header: str, indent: str = "") -> None:
        if self._lines:
            self._lines += [""] * self._blanks
        if self._chance(self._comments / 3):
            self._lines += ["", "# a section of its own", ""]
        if self._chance(self._comments):
            self._lines += [f"{indent}# about this one"] * self._dice.randint(1, 2)
        self._lines.append(f"{indent}{header}{self._comment()}")

    def _comment(self) -> str:
        return self._dice.choice(("  # why", " # [x] = 'y'")) if self._chance(self._comments) else ""

    def _pairs(self, pairs: dict[str, str], indent: str = "") -> None:
        width = max(map(len, pairs)) if self._aligned else 0
        for key, value in pairs.items():
            if self._chance(self._comments / 4):
                self._lines.append(f"{indent}# {key} is set by hand")
            self._lines.append(f"{indent}{key.ljust(width)}{self._equals}{value}{self._comment()}")
        if self._chance(self._comments / 4):
            self._lines.append(f"{indent}# later = true")

    def _table(self, name: str) -> None:
        self._header(f"[{name}]")
        self._pairs({"name": '"Analytical Engines"', "values": self._texts(), "story": '"""\nOne.\n[[goal]]\n# no"""'})
        if self._chance(0.5):
            self._header(f"[{name}.links]")
            self._pairs({"web": '"https://example.org"', '"code of conduct"': "'conduct.md'"})

    def _goals(self) -> None:
        for number in range(self._dice.randint(1, 4)):
            self._header("[[goal]]")
            pairs = {"id": f'"g{number}"', "title": f'"{self._dice.choice(TITLES)}"', "owners": self._texts()}
            if self._chance(0.3):
                pairs |= {"links.web": '"x"', "links.chat": '"y"'}
            if self._chance(0.3):
                pairs["limits"] = self._dice.choice(("{ low = 1, high.soft = 2, high.hard = 3 }", "{}", "{ low=1, }"))
            if self._inline_results:
                pairs["key_result"] = self._results()
            self._pairs(pairs)
            if not self._inline_results:
                self._nested()
            if self._interleaved and self._chance(0.5):
                self._header(f"[other.{number}]")
                self._pairs({"a": "1"})
                self._header("[goal.late]")
                self._pairs({"b": "[1, 2, 3]"})

    def _nested(self) -> None:
        for number in range(self._dice.randint(0, 3)):
            self._header("[[goal.key_result]]", self._indent)
            self._pairs({"title": f'"Result {number}"', "score": f"0.{number}"}, self._indent)
            if self._chance(0.2):
                self._header("[goal.key_result.scope.of]", self._indent)
                self._pairs({"area": "'docs'"}, self._indent)

    def _results(self) -> str:
        each = ['{ title = "one", done = true }', '{ title = "two", tags = ["a", "b"] }', "{}"]
        chosen = self._dice.sample(each, self._dice.randint(0, 3))
        return self._list(chosen, lines=self._inline_results == "many lines")

    def _texts(self) -> str:
        chosen = [f'"{name}"' for name in self._dice.sample(NAMES, self._dice.randint(0, 4))]
        return self._list(chosen, lines=self._chance(0.4))

    def _list(self, members: list[str], *, lines: bool) -> str:
        if not lines:
            return self._dice.choice(("[{}]", "[{}]", "[ {} ]")).format(", ".join(members))
        comma = self._dice.choice(("", ","))
        made = f"[{self._comment()}\n"
        for index, member in enumerate(members):
            if self._chance(self._comments / 2):
                made += self._dice.choice(("    # its own\n", "\n    # a group\n\n"))
            made += f"    {member}{',' if index < len(members) - 1 else comma}{self._comment()}\n"
        if self._chance(self._comments / 2):
            made += "    # add more here\n"
        return made + "]"

    def _person(self) -> None:
        self._header("[[person]]")
        self._pairs({"id": f'"{self._dice.choice(NAMES)}"', "github_id": "17", "emails": self._texts()})
