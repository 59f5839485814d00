"""The most memory this process ever held."""

from __future__ import annotations

from pathlib import Path

import psutil

MB = 1 << 20


def peak_mb() -> float:
    """Return the most memory that this process ever held, MB."""
    held = psutil.Process().memory_info()
    if hasattr(held, "peak_wset"):  # Windows
        return float(held.peak_wset) / MB
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the process that started this one
        line = next(line for line in status.read_text().splitlines() if "VmHWM" in line)
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB  # macOS counts in bytes
