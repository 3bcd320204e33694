"""The address at which people who hold a paper reach the service, if it has one."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_public_site(site: str) -> bool:
    """Whether an address leads somewhere from another machine: never « localhost », a name without
    a domain, nor an address of one's own network."""
    parts = urlsplit(site)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or host.endswith(".localhost"):
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host
