"""The numbers of the example: counted over the activity that was made up for it, and called so."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from commtui.demo import AS_OF
from commtui.demo.activity import SOURCE, fill
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.insight.live import Live


def open_example(snapshot: Snapshot) -> Live:
    """The example's activity, counted as of its day for the plan as it is now.

    Raises:
        ActivityError: There is no room for it.
    """
    from commtui.activity.cache import Cache
    from commtui.activity.identity import People
    from commtui.insight.live import Live
    from commtui.metrics.engine import Engine
    from commtui.model.recognition import Recognition

    now = datetime.combine(AS_OF, time.max, UTC)
    with tempfile.TemporaryDirectory(prefix="commtui-example-") as folder:
        cache = Cache(Path(folder) / "example.duckdb")
        fill(cache)
        engine = Engine.load(cache, People.of(snapshot), snapshot.community, snapshot.records(Recognition), now)
    notice = "all of this activity is made up, so that the example has numbers"
    return Live(engine, SOURCE, snapshot.community.repository, (notice,))
