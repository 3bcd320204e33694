"""Every internal link of every page that a company, an officer or an auditor can open leads
somewhere, and every form that takes a file sends it: the demonstration is walked as each."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override

from mithaq.apps.accounts.models import User
from mithaq.demo.loading import steps

AT = datetime(2026, 11, 29, 9, tzinfo=UTC)
READERS = ("employeur", "federation", "caisse", "auditrice")
# Where each begins, beside the first page.
DOORS = ("/fr/", "/fr/aujourdhui/", "/fr/mediation/", "/fr/dettes/", "/fr/questions/")
# Addresses of one page that are opened: all that are linked would be thousands.
OF_ONE_PAGE = 4
_LINK = re.compile(rb'<a\b[^>]*?\shref="([^"]*)"')
_FORM = re.compile(rb"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
Fault = tuple[str, str, int | str]


def links(address: str, content: bytes) -> Iterator[str]:
    """The internal addresses that a page in French leads to, without their anchors."""
    for found in _LINK.findall(content):
        whole, _anchor = urldefrag(urljoin(address, unescape(found.decode())))
        if whole.startswith("/fr/"):
            yield whole


def loses_files(content: bytes) -> bool:
    """Whether a form of the page takes a file that its way of sending leaves behind."""
    return any(
        b'type="file"' in inside and b"multipart/form-data" not in opening
        for opening, inside in _FORM.findall(content)
    )


def page_of(address: str) -> str:
    """The name of the page at an address; what no page answers is a page of its own."""
    with override("fr"):
        try:
            return resolve(urlsplit(address).path).view_name or address
        except Resolver404:
            return address


def faults(client: Client) -> Iterator[Fault]:
    """What somebody who follows links finds broken: from where, to where, the answer."""
    todo = deque((door, "") for door in DOORS)
    known, opened = set(DOORS), Counter[str]()
    while todo:
        address, since = todo.popleft()
        answer = client.get(address)
        if answer.status_code >= 400:
            yield since, address, answer.status_code
            continue
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        if loses_files(answer.content):
            yield since, address, "loses files"
        for link in links(address, answer.content):
            name = page_of(link)
            if link not in known and opened[name] < OF_ONE_PAGE:
                known.add(link)
                opened[name] += 1
                todo.append((link, address))


@pytest.mark.django_db
def test_no_link_leads_nowhere_and_no_form_loses_a_file() -> None:
    for _label, step in steps():
        step(AT)
    found = {}
    for username in READERS:
        client = Client()
        client.force_login(User.objects.get(username=username))
        found[username] = list(faults(client))

    assert found == {username: [] for username in READERS}
