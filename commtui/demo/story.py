"""What the example's activity tells, quarter by quarter. All of it is made up, and so are most of its people.

The numbers are those of the example's own measurements, as far as they go: a community that answers sooner from
quarter to quarter, loses two of its busiest people for a summer, and is found by more and more newcomers.
"""

from __future__ import annotations

from dataclasses import dataclass

from commtui.model.when import Quarter


@dataclass(frozen=True, slots=True)
class Chapter:
    """A quarter: how many people, issues, pull requests and commits; medians are in days, shares of 1."""

    quarter: Quarter
    active: int
    new: int
    issues: int
    pulls: int
    commits: int
    answered: float
    response: float
    review: float
    closure: float
    accepted: float
    # Who made half of the commits, and what was released.
    shoulders: tuple[str, ...]
    releases: tuple[str, ...]


_OLD_GUARD = ("alan-turing", "edsger-dijkstra", "frances-allen")
_SPRING = ("alan-turing", "edsger-dijkstra", "kateryna-yushchenko")
_SUMMER = ("kateryna-yushchenko", "xia-peisu")
_WINTER = ("alan-turing", "kateryna-yushchenko", "grace-hopper")
_FOUR = ("alan-turing", "kateryna-yushchenko", "xia-peisu", "jean-bartik")
_FIVE = (*_FOUR, "beatrice-worsley")

CHAPTERS = (
    Chapter(Quarter(2011, 1), 27, 27, 18, 0, 130, 0.72, 5.6, 0, 0, 0, _OLD_GUARD, ("1.8.0",)),
    Chapter(Quarter(2011, 2), 30, 6, 20, 0, 128, 0.70, 5.1, 0, 0, 0, _OLD_GUARD, ("1.8.1",)),
    Chapter(Quarter(2011, 3), 32, 7, 19, 0, 124, 0.74, 5.4, 0, 0, 0, _OLD_GUARD, ("1.8.2", "1.7.3")),
    Chapter(Quarter(2011, 4), 35, 6, 22, 0, 136, 0.75, 4.6, 0, 0, 0, _OLD_GUARD, ("1.8.3",)),
    Chapter(Quarter(2012, 1), 38, 6, 34, 0, 142, 0.78, 4.1, 0, 0, 0, _OLD_GUARD, ("1.9.0-beta", "1.8.4")),
    Chapter(Quarter(2012, 2), 41, 9, 26, 49, 138, 0.80, 3.8, 5.2, 0.78, 0.70, _SPRING, ("1.9.0",)),
    Chapter(Quarter(2012, 3), 36, 7, 22, 46, 118, 0.76, 4.4, 4.9, 0.74, 0.68, _SUMMER, ("1.9.1", "1.8.5", "1.7.4")),
    Chapter(Quarter(2012, 4), 40, 5, 24, 52, 140, 0.84, 3.4, 4.0, 0.83, 0.75, _WINTER, ("1.9.2",)),
    Chapter(Quarter(2013, 1), 47, 11, 30, 58, 164, 0.90, 2.6, 3.6, 0.91, 0.80, _FOUR, ("1.9.3", "1.8.6")),
    # Half of this one is still to come.
    Chapter(Quarter(2013, 2), 44, 8, 17, 35, 96, 0.92, 2.4, 3.6, 0.94, 0.82, _FIVE, ("1.9.4", "1.10.0-alpha")),
)

# Logins of the plan's people, in which chapter they begin, and after which they are away.
CAST: dict[str, tuple[str, int, int]] = {
    "alan-turing": ("alan-1912", 0, 9),
    "edsger-dijkstra": ("edsger-1930", 0, 7),
    "frances-allen": ("frances-1932", 0, 6),
    "grace-hopper": ("grace-1906", 0, 9),
    "kateryna-yushchenko": ("kateryna-1919", 0, 9),
    "xia-peisu": ("xia-1923", 1, 9),
    "beatrice-worsley": ("beatrice-1921", 2, 9),
    "cecilia-berdichevsky": ("cecilia-1925", 3, 9),
    "jean-bartik": ("jean-1924", 3, 9),
    "mary-kenneth-keller": ("mary-kenneth-1913", 4, 9),
    "al-jazari": ("al-jazari-1136", 4, 9),
    "rajeshwari-chatterjee": ("rajeshwari-1922", 5, 9),
    "ada-lovelace": ("ada-1815", 6, 9),
    "karen-sparck-jones": ("karen-1935", 6, 9),
    "annie-easley": ("annie-1933", 7, 9),
    "joan-clarke": ("joan-1917", 7, 9),
    "katherine-johnson": ("katherine-1918", 7, 9),
    "pingala": ("pingala", 8, 9),
    "dorothy-vaughan": ("dorothy-1910", 8, 9),
    "seymour-papert": ("seymour-1928", 9, 9),
}
# The summer in which two of the busiest were elsewhere.
AWAY = {("alan-turing", 6), ("edsger-dijkstra", 6)}
# They write and ask, and commit nothing.
NO_CODE = frozenset({"ada-lovelace", "karen-sparck-jones", "katherine-johnson", "seymour-papert"})
# Who is on the way up: they propose much, or review much; who stands here twice does so most of all.
PROPOSERS = ("annie-easley", "annie-easley", "pingala", "mary-kenneth-keller", "rajeshwari-chatterjee")
REVIEWERS = ("al-jazari", "jean-bartik")
BOT = "difference-engine"

ISSUES = (
    "The form loses what was typed when the session ends",
    "Search does not find names with an accent",
    "Wrong age for patients born on 29 February",
    "The guide for administrators stops at step 7",
    "Printing a label cuts off the last line",
    "The dashboard takes a minute to open over a slow line",
    "A merged patient appears twice in the report",
    "Times of visits are shown in the server's zone",
    "Which modules work with the newest version?",
    "Translation into Kinyarwanda: where to begin?",
    "Upgrading stops at an unknown data type",
    "A retired location can still be chosen",
)
PULLS = (
    "Keep the form's text when the session ends",
    "Search by any spelling of a name",
    "Count birthdays in leap years",
    "Say which step of an upgrade failed",
    "Tests for the merging of patients",
    "Load the dashboard in parts",
    "Show times in the zone of the clinic",
    "Hide retired locations in lists",
    "A module may name the versions that it needs",
    "Write down how to build without a network",
    "Fewer queries for a list of visits",
    "Explain the roles in the guide",
)
