"""The most memory that a process ever took."""

import resource
import sys
from pathlib import Path

_KIBI, _MEBI = 1024, 1024 * 1024


def peak_mebibytes(process: int | None = None) -> float | None:
    """Read the peak in MiB of this process, or of another; None where the system does not tell it of others."""
    status = Path(f"/proc/{process or 'self'}/status")
    try:
        # Not getrusage: it remembers what the parent had when this process began.
        lines = status.read_text(encoding="ascii").splitlines()
    except OSError:
        if process is not None:
            return None
        # macOS counts bytes, others KiB.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (_MEBI if sys.platform == "darwin" else _KIBI)
    return next((int(line.split()[1]) / _KIBI for line in lines if line.startswith("VmHWM:")), None)
