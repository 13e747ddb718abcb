"""The organisation with which people may sign in, if there is one (OpenID Connect)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ID = "organisation"
NEEDED = ("CODEV_OIDC_SERVER", "CODEV_OIDC_CLIENT", "CODEV_OIDC_SECRET")


def organisation(environment: Mapping[str, str]) -> dict[str, Any] | None:
    """As django-allauth wants it told. Raises ValueError where only a part is set."""
    server, client, secret = (environment.get(name, "") for name in NEEDED)
    if not any((server, client, secret)):
        return None
    if not all((server, client, secret)):
        raise ValueError(f"To sign in with an organisation, set all of {', '.join(NEEDED)}.")
    name = environment.get("CODEV_OIDC_NAME", "") or "OpenID Connect"
    # Of whoever signs in nothing is asked but the one number that the organisation has for her.
    settings = {"server_url": server, "fetch_userinfo": False, "oauth_pkce_enabled": True, "scope": ["openid"]}
    return {"provider_id": ID, "name": name, "client_id": client, "secret": secret, "settings": settings}
