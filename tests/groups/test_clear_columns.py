"""No column in clear is large enough for what somebody says: whoever adds one decides it here (C4)."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Field

from codev.groups.sealed import SealedText

OF_DJANGO = {"contenttypes.contenttype", "auth.permission", "auth.group"}
LARGE = {
    "sessions.session.session_data",  # member ids and whether notes are open here; signed, and sealed in a backup
    "people.account.address",  # signing in must find it
    "people.account.password",  # always unusable
    "account.emailaddress.email",
    "mfa.authenticator.data",  # a passkey's public part
    *(f"socialaccount.socialaccount.{name}" for name in ("uid", "extra_data", "provider")),
    *(f"socialaccount.socialtoken.{name}" for name in ("token", "token_secret")),
    *(f"socialaccount.socialapp.{name}" for name in ("client_id", "secret", "key", "settings", "provider_id")),
}
"""A login of an organisation, whose names the accounts do not ask for."""
SHORT = 64


def in_clear(field: Field[object, object]) -> bool:
    kind = field.get_internal_type()
    if isinstance(field, SealedText) or kind not in (
        "CharField",
        "TextField",
        "EmailField",
        "JSONField",
        "URLField",
        "SlugField",
        "BinaryField",
    ):
        return False
    return (field.max_length or 10**6) > SHORT


def test_no_column_in_clear_has_room_for_a_sentence_C4() -> None:
    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.label_lower not in OF_DJANGO
        for field in model._meta.concrete_fields
        if in_clear(field)
    }
    assert found - LARGE == set()
