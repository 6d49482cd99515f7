"""Groups of what belongs together, of which no two that have owners of their own are ever made one."""

from __future__ import annotations


class Groups:
    """Nodes by what they share (a union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._owner: dict[str, str] = {}

    def root(self, node: str) -> str:
        """The node that stands for the group of this one."""
        parent = self._parent
        while (above := parent.setdefault(node, node)) != node:
            # Every other step is cut short, so that the paths stay short.
            parent[node] = parent[above]
            node = parent[node]
        return node

    def own(self, node: str, owner: str) -> None:
        """Say whose group this is; a node that nothing was joined to yet."""
        self._owner[self.root(node)] = owner

    def owner(self, node: str) -> str | None:
        """Whose group it is, or None."""
        return self._owner.get(self.root(node))

    def join(self, one: str, other: str) -> None:
        """Make one group of two, unless they have different owners."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        owners = {each for each in (self._owner.get(one), self._owner.get(other)) if each is not None}
        if len(owners) > 1:
            return
        if self._size.get(one, 1) < self._size.get(other, 1):
            one, other = other, one
        self._parent[other] = one
        self._size[one] = self._size.get(one, 1) + self._size.pop(other, 1)
        if owners:
            self._owner[one] = owners.pop()

    def are_one(self, one: str, other: str) -> bool:
        """Whether two nodes are of one group."""
        return self.root(one) == self.root(other)
