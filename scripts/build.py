"""The command: builds the site beside its place, checks all of it, and only then puts it there.

    python scripts/build.py [--site-dir DIR] [--site-url URL] [--no-pdf] [--publish] [--check] [--urls] [-v]

Prints one line per step. Exit code 1 with one line per fault, and the published site is left as it was; 130 or 143 where
it was stopped by Ctrl-C or by the system.
"""

import sys
from collections.abc import Sequence

from publishing.stopping import Stopped, stoppable


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit code."""
    try:
        with stoppable():
            from publishing.command import run  # which takes a second: Ctrl-C may come meanwhile

            return run(arguments)
    except Stopped as stopped:
        print("stopped", file=sys.stderr)
        return stopped.code


if __name__ == "__main__":
    sys.exit(main())
