"""What a mail or a calendar program asks for without signing in: the address itself is the key, and shows nothing but its one thing."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from codev.groups import due, wishes
from codev.groups.tables import language_of
from codev.outbound import calendar
from codev.upkeep.composing import appointment

from ..guard import FORM
from .leaf import leaf


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Her sessions, for a calendar program. An address that is unknown and one that she withdrew look the same."""
    member = wishes.whose_feed(token)
    if member is None:
        raise Http404
    sessions = wishes.feed_of(member)
    found = calendar.feed((appointment(one, member, settings.CODEV_URL) for one in sessions), language_of(member.language, member.group))
    return HttpResponse(found, content_type="text/calendar; charset=utf-8")


@csrf_exempt  # a mail program posts here by itself (RFC 8058), without a page of ours: the derived token is what it brings
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Reminders off by one POST, and on again by another; a GET changes nothing, since mail scanners open links."""
    member = wishes.whose_stop(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        form = request.content_type == FORM
        member.reminders = form and request.POST.get("wanted") == "yes"
        due.reminders(member.pk, member.reminders)
    return leaf(request, "stop", language_of(member.language, member.group), on=member.reminders)
