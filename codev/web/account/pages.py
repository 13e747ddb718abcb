"""One's account: the places that it keeps, the ways to sign in, and the way out."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from codev.groups.access import memberships
from codev.people import browsers, claims
from codev.people.browsers import held_by
from codev.people.models import Account

from ..pages.leaf import leaf
from .adapters import NOWHERE

HOME = "/account"


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    kept = claims.kept_by(user)
    here = tuple(one for one in memberships(held_by(request).members) if not one.demonstration)
    return leaf(
        request,
        "account",
        address="" if user.address.endswith(f"@{NOWHERE}") else user.address,
        kept=memberships(kept),
        others=tuple(one for one in here if one.member not in kept),
        passkeys=Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at"),
        joined=SocialAccount.objects.filter(user=user).exists(),
    )


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """The account keeps a place that this browser has; another account's stays another's."""
    member = request.POST.get("member", "")
    if not claims.claim(request, _user(request), member):
        return leaf(request, "refused", status=422, words="account.not_kept")
    return HttpResponseRedirect(HOME)


@require_POST
@login_required
def release(request: HttpRequest) -> HttpResponse:
    claims.release(_user(request), request.POST.get("member", ""))
    return HttpResponseRedirect(HOME)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """What the account keeps leaves this browser; what came by a link alone stays."""
    if isinstance(request.user, Account):
        claims.go_out(request, request.user)
    browsers.outlive(request, logout)
    answer = HttpResponseRedirect("/")
    answer["Clear-Site-Data"] = '"storage"'
    return answer


@require_POST
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """The account goes; the places stay what they are, and this browser keeps them."""
    _user(request).delete()
    browsers.outlive(request, logout)
    return HttpResponseRedirect("/")


def _user(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account), "login_required has let her through"
    return request.user
