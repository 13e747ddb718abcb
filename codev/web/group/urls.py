from __future__ import annotations

from django.urls import path

from . import charter, dates, devices, founding, home, links, meeting, messages, mywords, people, plan, poll, private, settings, sheets

HOME = "m/<slug:member>"

urlpatterns = [
    path("new", founding.new),
    path(HOME, home.home),
    path(f"{HOME}/language", home.language),
    path(f"{HOME}/device", devices.device),
    path(f"{HOME}/people", people.everyone),
    path(f"{HOME}/people/add", people.add),
    path(f"{HOME}/people/<slug:other>", people.person),
    path(f"{HOME}/links", links.links),
    path(f"{HOME}/ties", private.ties),
    path(f"{HOME}/observer", private.observer),
    path(f"{HOME}/settings", settings.settings),
    path(f"{HOME}/charter", charter.charter),
    path(f"{HOME}/charter/edit", charter.edit),
    path(f"{HOME}/charter/<int:version>", charter.version),
    path(f"{HOME}/messages", messages.messages),
    path(f"{HOME}/messages/words", mywords.words),
    path(f"{HOME}/messages/sending", messages.sending),
    path(f"{HOME}/sheets", sheets.sheets),
    path(f"{HOME}/dates", dates.dates),
    path(f"{HOME}/dates/plan", plan.plan),
    path(f"{HOME}/dates/<slug:session>", meeting.meeting),
    path(f"{HOME}/poll", poll.poll),
]
