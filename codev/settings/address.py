"""The public address of this server."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def public(url: str) -> SplitResult:
    """Raises ValueError where people could not come in by it: links in mails and the guard of the forms are made of it."""
    try:
        address = urlsplit(url)
        well = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        well = False
    if not well or address.path.strip("/") or address.query or address.fragment or address.username:
        raise ValueError("CODEV_URL is written https://codev.example.org, with nothing after the host and its port")
    return address
