"""Every address of the pages; the live room's own stand in codev.web.front."""

from __future__ import annotations

from django.urls import path

from codev.outbound.sheets import SHEETS

from .account.urls import urlpatterns as account
from .group.urls import urlpatterns as group
from .mine.journal import from_room
from .mine.urls import urlpatterns as mine
from .pages import alone, door, entering, health, landing, organiser, postbox, room, sheets
from .wall.urls import urlpatterns as wall

PLACE = "s/<slug:session>/<int:run>/<slug:member>"

urlpatterns = [
    path("", landing.landing),
    path("try", landing.begin),
    path("language", landing.speak),
    path("l/<slug:token>", entering.link),
    path("device", entering.device),
    path("cal/<slug:token>.ics", postbox.feed),
    path("r/<slug:token>", postbox.stop),
    path(f"{PLACE}/door", door.door),
    path(f"{PLACE}/charter", door.charter),
    path(f"{PLACE}/language", door.language),
    path(f"{PLACE}/code", entering.code),
    path(f"{PLACE}/leave", entering.leave),
    path(PLACE, room.room),
    path(f"{PLACE}/act", room.act),
    path(f"{PLACE}/participant", room.participant),
    path(f"{PLACE}/script", alone.script),
    path(f"{PLACE}/journal", from_room),
    path(f"{PLACE}/sheets", sheets.of_session),
    *(path(f"{PLACE}/sheets/{name}.pdf", sheets.own, {"name": name}) for name in SHEETS),
    path("sheets", sheets.board),
    *(path(f"sheets/{name}.pdf", sheets.loose, {"name": name}) for name in SHEETS),
    path("worker.js", alone.worker),
    path("manifest.webmanifest", alone.manifest),
    path("o/<slug:organiser>", organiser.organiser),
    path("healthz", health.alive),
    path("readyz", health.ready),
    *account,
    *group,
    *mine,
    *wall,
]

handler400 = "codev.web.pages.faults.malformed"
handler403 = "codev.web.pages.faults.forbidden"
handler404 = "codev.web.pages.faults.not_found"
handler500 = "codev.web.pages.faults.unwell"
