"""Everything that founding asked may be changed. Two pages at once lose nothing: only what a page changed is written."""

from __future__ import annotations

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups import setting
from codev.groups.models import Group
from codev.phrases import say

from ..pages.homes import AtHome, at_home, home_leaf, stays
from . import asked
from .asked import FIELDS, Asked


@require_http_methods(["GET", "POST"])
async def settings(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    if here.who.demonstration:
        return stays(request, here)
    return await sync_to_async(_settings)(request, here)


def _settings(request: HttpRequest, here: AtHome) -> HttpResponse:
    group = Group.objects.get(pk=here.who.group)
    stands = asked.of(group)
    if request.method == "GET":
        return _page(request, here, stands, stands.values)
    was = asked.read({name: request.POST.get(f"was.{name}", stands.values[name]) for name in FIELDS}, here.who.language).values
    form = asked.read(request.POST, here.who.language)
    if form.needs:
        return _page(request, here, form, was)
    changed = {name: form.values[name] for name in FIELDS if form.values[name] != was[name]}
    form.values = stands.values | changed
    if setting.lengthens(group, form.columns["retention_days"]):
        form.needs = {"retention": say("founding.needs.shorter", here.who.language, n=group.retention_days)}
        return _page(request, here, form, was)
    setting.change(here.who, form.columns)
    return HttpResponseRedirect(f"{here.who.address}/settings?saved=1")


def _page(request: HttpRequest, here: AtHome, form: Asked, was: dict[str, str]) -> HttpResponse:
    context = {**asked.offered(here.who.language), "form": form, "was": was.items(), "saved": "saved" in request.GET and not form.needs}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.needs else HTTPStatus.OK
    return home_leaf(request, here, "group/settings", status, **context)
