"""How long a process has used the processor."""

import os
from pathlib import Path


def cpu_seconds(process: int) -> float | None:
    """Of another process, its threads included, where the system tells (Linux); else None."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # The name stands in brackets and may hold anything; utime and stime are the 12th and 13th after it.
    fields = said.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
