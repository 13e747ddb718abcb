"""What the facilitator's page takes along for an hour without a network, and what comes back from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import urlencode

from codev.web import guard

from .asking import KEY, Browser

Who = Callable[[str], Browser]


async def test_the_script_holds_every_stage_with_its_lines_in_her_language(browser: Who) -> None:
    said = (await browser("facilitator").get("/script")).json
    assert (said["here"], [cue["step"] for cue in said["cues"]][:2]) == (4, ["reception", "choice"])
    assert all(cue["html"].startswith('<section id="cue-') and "data-into" not in cue["html"] for cue in said["cues"])


async def test_an_act_may_say_when_it_was_noted(browser: Who) -> None:
    odile = browser("facilitator")
    sent = {"token": guard.token(odile.cookie), "key": KEY, "do": "extend_step?minutes=2", "at": "2026-11-22T09:00:00.000Z"}
    assert (await odile.post("/act", urlencode(sent))).status == 204


async def test_an_instant_that_no_page_of_ours_sends_is_refused_and_changes_nothing(browser: Who) -> None:
    odile = browser("facilitator")
    for at in ("yesterday", "2026-11-22T09:00:00", "2026-11-22", "0001-01-01T00:00:00+14:00"):
        sent = {"token": guard.token(odile.cookie), "key": KEY, "do": "pause_clock", "at": at}
        assert (await odile.post("/act", urlencode(sent))).status == 400


async def test_nobody_else_acts_in_the_past(browser: Who) -> None:
    sent = {"token": guard.token(browser("client").cookie), "key": KEY, "do": "signal_care?sign=pause", "at": "2026-11-22T09:00:00Z"}
    answer = await browser("client").post("/act", urlencode(sent))
    assert (answer.status, answer.json["refusal"]) == (422, "facilitator_only")


async def test_it_can_be_installed_and_its_pictures_are_there(browser: Who) -> None:
    answer = await browser("client").ask("GET", "/manifest.webmanifest")
    icons = json.loads(answer.body)["icons"]
    assert answer.headers["content-type"] == "application/manifest+json"
    assert [(await browser("client").ask("GET", icon["src"])).status for icon in icons] == [200, 200, 200]
