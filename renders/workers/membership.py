"""Who belongs to a Dask cluster, and who of them would render just what this machine would."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from renders.errors import BadInput, one_line
from renders.workers.versions import differences, inventory

if TYPE_CHECKING:
    from distributed import Client

ANSWER_WITHIN = 10.0  # seconds: for a scheduler, and for its first worker
LOOK_EVERY = 0.5  # seconds, until the first worker is there

_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")
_ON_WORKERS = "install the same there and start that worker again"


class Membership:
    """Knows which workers a cluster has, and which of them would render what this machine would."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.fit: set[str] = set()
        self.unfit: set[str] = set()

    def update(self) -> list[str]:
        """Look who is there now; say of each new one that is unfit why it is.

        Raises
        ------
        OSError
            If the scheduler does not answer.
        """
        there = set(self.client.nthreads())
        self.fit &= there
        self.unfit &= there
        fresh = there - self.fit - self.unfit
        if not fresh:
            return []
        told = self.client.run(inventory, workers=sorted(fresh), on_error="return")
        reasons = {worker: reason for worker in told if (reason := _reason(worker, told[worker]))}
        self.unfit |= reasons.keys()
        # One that has gone meanwhile is no news.
        self.fit |= {one for one, answer in told.items() if isinstance(answer, dict)} - self.unfit
        return list(reasons.values())

    def wait_for_first(self, address: str) -> None:
        """Wait until a worker is there; refuse a cluster with one that does not fit."""
        deadline = time.monotonic() + ANSWER_WITHIN
        while True:
            reasons = self.update()
            if reasons:
                others = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
                raise BadInput(f"{reasons[0]}{others}")
            if self.fit:
                return
            if time.monotonic() > deadline:
                raise BadInput(
                    f"the scheduler at {address} has no worker: "
                    f"start one on each machine with dask worker {address} --nthreads 1"
                )
            time.sleep(LOOK_EVERY)


def connect(address: str) -> Client:
    """Reach the scheduler at an address, or say in a line how to."""
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise BadInput("--scheduler needs Dask: pip install 'attention-film[cluster]'") from error
    if not _ADDRESS.fullmatch(address):
        raise BadInput(
            f"{address!r} is no scheduler's address: it looks like tcp://10.0.0.5:8786, "
            "and dask scheduler prints it"
        )
    try:
        return Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadInput(
            f"no scheduler answers at {address}: start one with dask scheduler, "
            "and check that its port can be reached from here"
        ) from error


def _reason(worker: str, answer: dict[str, str] | Exception) -> str | None:
    if isinstance(answer, OSError):
        return None
    if isinstance(answer, Exception):
        return f"worker {worker} has no such attention-film ({one_line(answer)}): {_ON_WORKERS}"
    found = differences(there=answer, here=inventory())
    return f"worker {worker} differs from this machine in {found}: {_ON_WORKERS}" if found else None
