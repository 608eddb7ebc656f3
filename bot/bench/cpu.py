"""The processor time that a process has used."""

import os
from pathlib import Path


def cpu_seconds(process: int) -> float | None:
    """Read how many seconds another process used, its threads included; None where the system does not tell."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # See proc(5): the name stands in brackets and may hold anything; utime and stime are the 12th and 13th after it.
    fields = said.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
