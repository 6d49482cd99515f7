"""Run the task that the runner's event asks for: `python -I path/to/action`.

Isolated, Python finds nothing in the checkout, where anyone may have put a module of any name.
"""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).absolute().parents[1]))

    from action.run import main

    sys.exit(main(os.environ, sys.stdout))
