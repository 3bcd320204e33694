"""A real server in its own process, and a client that times it fairly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
LEAST_ROUNDS = 12
_HOSTS = count()


@dataclass(frozen=True)
class Timing:
    """Requests per second, median of all, and the 99th percentile of one address."""

    per_second: float
    p99_ms: float
    bytes: int
    times: tuple[float, ...] = ()

    def against(self, other: Timing) -> float:
        """How many times as fast as this another is: the median of what each round says.

        Both were asked within the same few milliseconds, under the same load of the machine.
        """
        return median(a / b for a, b in zip(self.times, other.times, strict=True))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Server:
    """A server that has been started, and its port."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        """Hold the process; it may not answer yet."""
        self.process, self.port = process, port

    def ready(self) -> int:
        """Its port, once it answers."""
        for _attempt in range(600):
            if self.process.poll() is not None:
                raise RuntimeError("the server stopped before it answered")
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.port
            time.sleep(0.1)
        raise RuntimeError("the server did not answer in a minute")


@contextmanager
def served(target: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI target with one granian worker, and stop it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    command += ["--blocking-threads", "1", "--log-level", "error"]
    command += ["--host", "127.0.0.1", "--port", str(port), target]
    server = subprocess.Popen(
        command,
        env={**os.environ, **environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield Server(server, port)
    finally:
        # The server and its worker: neither has anything to finish.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@dataclass(frozen=True)
class Visit:
    """Addresses asked in turn under one name, with the cookies of the visitor.

    ``is_drawn`` asks each time under a host never asked before: no drawn page answers it.
    """

    paths: tuple[str, ...]
    cookie: str = ""
    is_drawn: bool = False


def time_visits(port: int, visits: Mapping[str, Visit], *, seconds: float) -> dict[str, Timing]:
    """Ask each visit in turn, round after round, so that noise falls on all alike.

    Every address is asked once before timing starts: first visits are what drawn pages measure.
    """
    spent: dict[str, list[float]] = {name: [] for name in visits}
    sizes: dict[str, int] = {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for visit in visits.values():
        for path in visit.paths:
            _ask(connection, path, visit)
    end = time.perf_counter() + seconds
    turn = 0
    while time.perf_counter() < end or turn < LEAST_ROUNDS:
        for name, visit in visits.items():
            started = time.perf_counter()
            sizes[name] = _ask(connection, visit.paths[turn % len(visit.paths)], visit)
            spent[name].append(time.perf_counter() - started)
        turn += 1
    connection.close()
    return {name: _timing(times, sizes[name]) for name, times in spent.items()}


def _ask(connection: http.client.HTTPConnection, path: str, visit: Visit) -> int:
    """Get one page and return its compressed size; anything but 200 stops the bench."""
    headers = {"Accept-Encoding": "gzip"}
    if visit.cookie:
        headers["Cookie"] = visit.cookie
    if visit.is_drawn:
        headers["Host"] = f"never-asked-{next(_HOSTS)}.test"
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return len(body)


def _timing(times: list[float], size: int) -> Timing:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Timing(1 / median(times), p99 * 1000, size, tuple(times))
