"""The tables of the cache: what git and GitHub say, before anyone asks who is who.

All times are UTC. An actor that is null is an account that was deleted.
"""

from __future__ import annotations

# Raised with every change of the tables: a cache of another version is made anew.
VERSION = 2
# The addresses that GitHub gives all accounts that were deleted.
GHOSTS = ("10137+ghost@users.noreply.github.com", "ghost@users.noreply.github.com")

TABLES = """
CREATE TABLE meta (
    key VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
-- An account, or a name and address that git knows. `kind`: user, bot, mannequin, organization, git.
-- `id`: `github:` and the node id, or `git:` and the e-mail in lower case (the name where there is no e-mail).
CREATE TABLE actor (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    login VARCHAR,
    github_id BIGINT,
    name VARCHAR,
    email VARCHAR
);
-- Addresses by which the commits call accounts, in lower case; GitHub lets one account alone have each.
CREATE TABLE address (
    email VARCHAR PRIMARY KEY,
    actor VARCHAR NOT NULL
);
-- `kind`: issue, pull_request, discussion. `draft` says how it is now; `gone`: deleted or transferred since.
CREATE TABLE thread (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    number BIGINT NOT NULL,
    title VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    author VARCHAR,
    opened_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    merged_at TIMESTAMP,
    draft BOOLEAN NOT NULL,
    labels VARCHAR[] NOT NULL,
    gone BOOLEAN NOT NULL
);
-- `kind`: comment, review, closed, reopened, merged, ready, draft. `state`: of a review, in lower case.
CREATE TABLE event (
    id VARCHAR PRIMARY KEY,
    thread VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    actor VARCHAR,
    happened_at TIMESTAMP NOT NULL,
    hidden BOOLEAN NOT NULL,
    state VARCHAR,
    url VARCHAR
);
-- The offsets are minutes east of UTC.
-- Indexes of these two would cost more than all else that reading a history does: the sources see to their keys.
CREATE TABLE commit (
    sha VARCHAR NOT NULL,
    authored_at TIMESTAMP NOT NULL,
    author_offset INTEGER NOT NULL,
    committed_at TIMESTAMP NOT NULL,
    committer_offset INTEGER NOT NULL,
    parents INTEGER NOT NULL,
    subject VARCHAR NOT NULL
);
-- `place`: 0 is the author, the others are co-authors. `actor` is null for an account that was deleted.
CREATE TABLE commit_author (
    sha VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    actor VARCHAR
);
-- `source`: github (releases), git (tags of versions).
CREATE TABLE release (
    id VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    released_at TIMESTAMP NOT NULL,
    url VARCHAR
);
-- Who looks on. `kind`: star, fork, watch; GitHub does not tell since when someone watches.
CREATE TABLE interest (
    actor VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    since TIMESTAMP,
    PRIMARY KEY (actor, kind)
);
"""
