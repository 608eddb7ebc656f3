"""A module to be started: `python -m tests.surroundings CODE` tells in JSON what is around it, and ends with CODE."""

import json
import os
import sys

if __name__ == "__main__":
    found = {
        "words": sys.argv[1:],
        "cwd": os.getcwd(),  # noqa: PTH109 - as the system says it
        "names": sorted(name for name in os.environ if name.startswith("REBATO_TEST_")),
        "stdin": sys.stdin.read(),
        "open": sorted(int(name) for name in os.listdir("/dev/fd") if int(name) > 2),  # noqa: PTH208
    }
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stderr.write("complaint\n")
    if sys.argv[1] == "raise":
        raise ValueError(sys.argv[1])
    if sys.argv[1] == "wait":
        sys.stdout.flush()
        sys.stdin = None
        while True:
            os.read(os.pipe()[0], 1)
    sys.exit(int(sys.argv[1]))
