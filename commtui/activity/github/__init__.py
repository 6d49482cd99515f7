"""What GitHub knows of a repository: threads with their timelines, releases, and who looks on."""

from commtui.activity.github.download import read_github

__all__ = ["read_github"]
