"""Her plan and her notes by mail, when she asks for them herself: said first where they go, then a second tap. Nothing of it is kept."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.groups import wishes
from codev.groups.membership import Membership
from codev.outbound.mail import OWN, Letter
from codev.outbound.post import Fate, Office
from codev.people.tries import Tries
from codev.phrases import say
from codev.protocol import Notebook
from codev.upkeep.sending import send_now

from ..mine.leaves import lines_of
from ..mine.notebook import open_book
from ..pages.homes import AtHome, at_home, home_leaf

PLAN_AND_NOTES = ("action", "notes")
LAST = "words mailed"
tries = Tries(each=5, together=200, minutes=24 * 60)
_under_way: set[tuple[str, str]] = set()
OUTCOMES = {Fate.SENT: "sent", Fate.PERHAPS: "perhaps"}


@require_http_methods(["GET", "POST"])
async def words(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    address = (await sync_to_async(wishes.wishes)(member)).address
    book = await open_book(request, here)
    hers = text(book, here.who.language) if book else ""
    outcome = hindrance(here, address, hers)
    if request.method == "POST" and settings.CODEV_POST and not outcome:
        outcome = await _mail(request, here, settings.CODEV_POST, address, hers)
    failed = request.method == "POST" and outcome not in OUTCOMES.values()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return home_leaf(request, here, "group/mywords", status, address=address, outcome=outcome, key=secrets.token_hex(8))


def hindrance(here: AtHome, address: str, hers: str) -> str:
    """Why nothing can be sent, if so."""
    if not here.notes:
        return "shut"
    if settings.CODEV_POST is None or not address or here.who.demonstration:  # a demonstration is open to all, and would write to anybody
        return "nowhere"
    if not hers:
        return "none"
    return "often" if tries.too_many(here.who.member) else ""


async def _mail(request: HttpRequest, here: AtHome, post: Office, address: str, hers: str) -> str:
    """A double tap sends once; a page that is sent again after a failure tries again."""
    who, key = here.who, request.POST.get("key", "")[:64]
    tap = (who.member, key)
    if tap in _under_way:
        return "perhaps"
    if key and await request.session.aget(LAST) == key:
        return "sent"
    _under_way.add(tap)
    try:
        outcome = await _send(who, post, address, hers)
    finally:
        _under_way.discard(tap)
    if outcome != "not":
        await request.session.aset(LAST, key)
    return outcome


async def _send(who: Membership, post: Office, address: str, hers: str) -> str:
    tries.count(who.member)
    values = {"name": who.name, "words": hers}
    letter = Letter(OWN, who.language, address, values, f"{settings.CODEV_URL}{who.address}/journal", secrets.token_hex(16))
    # Not in the thread that all pages share: the mail server may take its time.
    fate = await sync_to_async(send_now, thread_sensitive=False)(letter, post, timezone.now())
    return OUTCOMES.get(fate, "not")


def text(book: Notebook, language: str) -> str:
    """Her actions and her notes, a line each."""
    lines = lines_of(book)
    kinds = ((kind, [line.text for line in lines if line.kind == kind]) for kind in PLAN_AND_NOTES)
    return "\n\n".join("\n".join((say(f"journal.{kind}", language), *(f"- {one}" for one in found))) for kind, found in kinds if found)
