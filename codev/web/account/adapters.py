"""What django-allauth asks of us: the letters, and how much of an organisation's people we want to know (nothing)."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asking
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest

from codev.phrases import say

from ..languages import of_visitor
from ..pages.leaf import leaf

NOWHERE = "sign-in.invalid"
LETTERS = {
    "account/email/login_code": "code",
    "account/email/email_confirmation_signup": "code",
    "account/email/email_confirmation": "code",
    "account/email/reauthentication_code": "code",
    "account/email/unknown_account": "unknown",
    "account/email/account_already_exists": "known",
}
log = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types of its own here
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A short letter with a code, or one that says there is no account, or that there is one: never anything of a group."""
        request = asking.request
        kind, language = LETTERS.get(template_prefix), of_visitor(request)
        if kind is None:
            return
        lines = [say(f"account.letters.{kind}", language, code=context.get("code", "")), say("account.letters.not_you", language)]
        subject = say(f"account.letters.{kind}_subject", language)
        letter = EmailMessage(subject, "\n\n".join(lines) + "\n", to=[email], headers={"Auto-Submitted": "auto-generated"})
        try:
            letter.send()
        except Exception as error:
            log.error("a code could not be sent: %s", type(error).__name__)
            raise ImmediateHttpResponse(leaf(request, "no_mail", status=HTTPStatus.SERVICE_UNAVAILABLE)) from None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.CODEV_POST is not None


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey is another way in, not a second lock."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        return False

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": asking.request.get_host().partition(":")[0], "name": "codev"}


class Organisations(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An organisation's sign-in is an account of its own: by her address there it opens nobody else's (C1)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        sociallogin.email_addresses = []

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        sociallogin.email_addresses = []
        sociallogin.user.address = f"{secrets.token_hex(10)}@{NOWHERE}"
        return sociallogin.user
