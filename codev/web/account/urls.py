from __future__ import annotations

from allauth.account import views as allauth
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

from . import pages
from .speaking import by_mail, spoken

AT = "account"

urlpatterns = [
    path(AT, pages.account, name="account_email"),
    path(f"{AT}/keep", pages.keep),
    path(f"{AT}/release", pages.release),
    path(f"{AT}/sign-out", pages.sign_out, name="account_logout"),
    path(f"{AT}/erase", pages.erase),
    path(f"{AT}/sign-in", spoken(by_mail(allauth.request_login_code)), name="account_login"),
    path(f"{AT}/sign-in/code", spoken(allauth.confirm_login_code), name="account_confirm_login_code"),
    path(f"{AT}/new", spoken(by_mail(allauth.signup)), name="account_signup"),
    path(f"{AT}/new/code", spoken(allauth.email_verification_sent), name="account_email_verification_sent"),
    path(f"{AT}/again", spoken(by_mail(allauth.request_reauthentication_code)), name="account_reauthenticate"),
    path(f"{AT}/again/code", spoken(allauth.confirm_reauthentication_code), name="account_confirm_reauthentication_code"),
    path(f"{AT}/inactive", spoken(allauth.account_inactive), name="account_inactive"),
    path(f"{AT}/passkey", spoken(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(f"{AT}/passkeys/new", spoken(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(f"{AT}/passkeys/<int:pk>/remove", spoken(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path(f"{AT}/with/<slug:provider_id>", spoken(oidc.login), name="openid_connect_login"),
    path(f"{AT}/with/<slug:provider_id>/back", spoken(oidc.callback), name="openid_connect_callback"),
    path(f"{AT}/with-error", spoken(social.login_error), name="socialaccount_login_error"),
    path(f"{AT}/with-cancelled", spoken(social.login_cancelled), name="socialaccount_login_cancelled"),
    path(f"{AT}/with-signup", spoken(social.signup), name="socialaccount_signup"),
]

# allauth asks for some pages by names of its own; ours hold several at once.
urlpatterns += [
    path(AT, pages.account, name="mfa_index"),
    path(AT, pages.account, name="mfa_list_webauthn"),
    path(AT, pages.account, name="socialaccount_connections"),
    path(f"{AT}/sign-in", spoken(by_mail(allauth.request_login_code)), name="account_request_login_code"),
    path(f"{AT}/sign-in", spoken(by_mail(allauth.request_login_code)), name="account_reset_password"),
    path(f"{AT}/again", spoken(by_mail(allauth.request_reauthentication_code)), name="account_request_reauthentication_code"),
]
