"""A process that fills a database with cases, then opens the pages that it is asked for."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.support.corridor_cases import fill
from mithaq.apps.accounts.models import User

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def answer(line: Connection, count: int) -> None:
    """Fill, say so, then open each page asked; queries are counted when asked, since it slows."""
    fill(count)
    connection.close()
    line.send("ready")
    clients: dict[str, Client] = {}
    while True:
        reader, address, counts = line.recv()
        if reader not in clients:
            clients[reader] = Client()
            clients[reader].force_login(User.objects.get(username=reader))
        started = time.perf_counter()
        with CaptureQueriesContext(connection) if counts else nullcontext([]) as asked:
            response = clients[reader].get(address)
        seconds = time.perf_counter() - started
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        line.send(
            {
                "seconds": seconds,
                "queries": len(asked),
                "bytes": len(response.content),
            }
        )
