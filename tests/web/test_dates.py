"""The pages of a cycle's dates: seen by the group, changed by whoever facilitates, answered by each for herself (B3 to B6, P13, S8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from codev.groups import polls
from codev.groups.access import member_for
from codev.groups.course import Course, course_of
from codev.groups.models import Cycle, PlannedSession, Seat
from codev.groups.planning import plan_session
from codev.phrases import refusal_words, say
from codev.protocol import Refusal
from codev.web.group.telling import tell
from tests.doors.world import World
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]
HOSTILE = "<b onmouseover=alert(1)>Thème"


def a_date(weeks: int) -> str:
    return (timezone.now() + timedelta(weeks=weeks)).date().isoformat()


class Pages:
    """The pages of one person at home."""

    def __init__(self, here: World, browser: Who, who: str) -> None:
        self.home, self.browser, self.here = f"/m/{here.members[who]}", browser(who), here

    async def see(self, below: str) -> str:
        return (await self.browser.ask("GET", f"{self.home}/{below}")).text

    async def send(self, below: str, do: str, **fields: str) -> Said:
        return await form(self.browser, f"{self.home}/{below}", do=do, **fields)

    async def course(self) -> Course:
        return await sync_to_async(course_of)(self.here.group.pk)

    async def fix(self, *rows: tuple[str, str], do: str = "fix", **more: str) -> Said:
        typed = {f"{name}{n}": text for n, row in enumerate(rows, 1) for name, text in zip("dt", row, strict=True)}
        return await self.send("dates/plan", do, edition=str((await self.course()).edition), **typed, **more)


@pytest.fixture
def leads(here: World, browser: Who) -> Pages:
    return Pages(here, browser, "facilitator")


@pytest.fixture
def takes_part(here: World, browser: Who) -> Pages:
    return Pages(here, browser, "consultant")


def refused(page: Said, code: str, **params: str) -> bool:
    words = refusal_words(Refusal(code, "B6", params=tuple(params.items())), "fr")
    return page.status == 422 and words in page.text


async def test_a_rhythm_is_proposed_and_nothing_is_fixed_before_the_button_B5(leads: Pages) -> None:
    page = await leads.send("dates/plan", "propose", first="2040-01-12", hour="9 h 30", weeks="4", sessions="3", skip="9/2/2040")
    assert [text for text in ("2040-01-12", "2040-02-16", "2040-03-15") if f'value="{text}"' not in page.text] == []
    assert (page.status, len((await leads.course()).meetings)) == (200, 1)


async def test_dates_once_fixed_stand_on_everyones_page_in_her_own_hours_B6(leads: Pages, takes_part: Pages) -> None:
    done = await leads.fix(("2040-01-12", "9:30"), ("2040-02-16", "18h"))
    assert (done.status, done.headers["location"]) == (302, f"{leads.home}/dates")
    await takes_part.send("dates", "zone", zone="America/Toronto")
    page = await takes_part.see("dates")
    told = ("jeudi 12\u00a0janvier 2040", "3\u00a0h\u00a030", "12\u00a0h", "Toronto", "Paris")
    assert [text for text in told if text not in page] == []


async def test_the_dates_that_a_rhythm_gives_are_what_the_page_opens_at_B5(leads: Pages) -> None:
    page = await leads.send("dates/plan", "propose", first="2040-01-12", hour="9:30", weeks="4", sessions="2")
    assert ('value="propose" formaction="#dates"' in page.text, '<section id="dates">' in page.text) == (True, True)


async def test_a_gap_of_more_than_two_months_is_named_and_not_refused_B5(leads: Pages) -> None:
    page = await leads.send("dates/plan", "propose", first="2040-01-12", hour="9:30", weeks="12", sessions="2")
    assert (page.status, "Plus de deux mois entre le jeudi 12" in page.text) == (200, True)


async def test_what_is_typed_wrongly_is_told_and_stays_in_the_form(leads: Pages) -> None:
    page = await leads.fix(("2040-01-12", "9:30"), ("31/2/2040", "10:00"))
    assert refused(page, "date_unreadable", text="31/2/2040 10:00", example="2027-01-14 9:30")
    assert (page.text.count('value="2040-01-12"'), len((await leads.course()).meetings)) == (1, 1)


async def test_a_past_date_is_refused_B6(leads: Pages) -> None:
    assert refused(await leads.fix((a_date(-1), "9:30")), "date_past")


async def test_an_hour_that_does_not_exist_is_told_and_settled_by_the_facilitator(leads: Pages) -> None:
    """On 25 March 2040 clocks in Paris jump from two to three."""
    page = await leads.fix(("2040-03-25", "2:30"))
    assert refused(page, "hour_to_settle")
    assert ("1\u00a0h\u00a030" in page.text, "3\u00a0h\u00a030" in page.text, 'name="s1"' in page.text) == (True, True, True)
    settled = await leads.fix(("2040-03-25", "2:30"), s1="later")
    assert (settled.status, (await leads.course()).meetings[-1].start.hour) == (302, 1)


async def test_of_two_who_fix_dates_at_once_the_second_is_told_and_keeps_what_she_typed_B6(leads: Pages) -> None:
    seen = str((await leads.course()).edition)
    await leads.fix(("2040-01-12", "9:30"))
    late = await leads.send("dates/plan", "fix", edition=seen, d1="2040-01-19", t1="9:30")
    assert refused(late, "dates_changed")
    assert ('value="2040-01-19"' in late.text, "jeudi 12" in late.text) == (True, True)
    edition = re.search(r'name="edition" value="(\d+)"', late.text)
    assert edition
    again = await leads.send("dates/plan", "fix", edition=edition[1], d1="2040-01-19", t1="9:30")
    assert (again.status, len((await leads.course()).meetings)) == (302, 3)


async def test_an_absence_is_told_by_herself_and_the_page_says_when_too_few_are_left_P13(leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"))
    session = (await leads.course()).meetings[-1].session
    await takes_part.send("dates", "miss", session=session)
    assert say("dates.you_absent", "fr") in await takes_part.see("dates")
    seen = await leads.see("dates")
    assert ("Absence annoncée\u00a0: Malik" in seen, say("dates.too_few", "fr") in seen) == (True, True)


async def test_nobody_is_absent_for_somebody_elses_session_C3(here: World, takes_part: Pages) -> None:
    other = await sync_to_async(lambda: PlannedSession.objects.exclude(cycle__group=here.group).first())()
    assert other
    assert (await takes_part.send("dates", "miss", session=other.pk)).status == 422


async def test_only_whoever_facilitates_changes_what_all_share(here: World, takes_part: Pages) -> None:
    for do in ("theme", "cycle"):
        assert (await takes_part.send("dates", do, theme="x", edition="0")).status == 422
    for do in ("settle", "rule", "drop"):
        assert (await takes_part.send("poll", do, poll="x", edition="0")).status == 422
    assert (await takes_part.course()).theme == ""


async def test_a_session_is_moved_and_the_room_opens_at_the_new_hour(leads: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"))
    session = (await leads.course()).meetings[-1].session
    moved = await leads.send(f"dates/{session}", "move", edition=str((await leads.course()).edition), d1="2040-01-13", t1="10h")
    assert (moved.status, "vendredi 13" in await leads.see("dates")) == (302, True)


async def test_whoever_waits_in_the_room_of_a_session_that_is_moved_sees_its_new_hour(here: World, leads: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"))
    session = (await leads.course()).meetings[-1].session
    await leads.browser.ask("GET", f"/s/{session}/1/{here.members['facilitator']}")
    await leads.send(f"dates/{session}", "move", edition=str((await leads.course()).edition), d1="2040-01-13", t1="10h")
    state = (await here.rooms._sessions.look(f"session:{session}.1")).state
    assert state
    assert state.setting.start == datetime.fromisoformat("2040-01-13T10:00+01:00")


async def test_a_session_that_has_begun_keeps_its_date_and_may_have_a_second_consultation_S31(here: World, leads: Pages) -> None:
    page = await leads.send(f"dates/{here.session}", "move", edition=str((await leads.course()).edition), d1="2040-01-13", t1="10h")
    assert refused(page, "meeting_begun")
    assert (await leads.send(f"dates/{here.session}", "second")).status == 302
    assert (await leads.course()).meetings[0].runs == 2


async def test_a_session_is_cancelled_and_planned_again(leads: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"))
    session = (await leads.course()).meetings[-1].session
    await leads.send(f"dates/{session}", "cancel", edition=str((await leads.course()).edition))
    assert say("dates.cancelled", "fr") in await leads.see("dates")
    again = await leads.send(f"dates/{session}", "move", edition=str((await leads.course()).edition), d1="2040-01-20", t1="10h")
    assert (again.status, (await leads.course()).meetings[-1].cancelled) == (302, False)


async def test_a_member_is_named_to_facilitate_for_a_day_B12(here: World, leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"))
    session, edition = (await leads.course()).meetings[-1].session, str((await leads.course()).edition)
    named = {"facilitator": here.members["consultant"], "format": "classic", "seat": here.members["client"], "edition": edition}
    assert (await leads.send(f"dates/{session}", "arrange", **named)).status == 302
    assert say("dates.you_lead", "fr") in await takes_part.see("dates")


async def test_the_poll_is_asked_answered_and_settled_B6(leads: Pages, takes_part: Pages) -> None:
    asked = await leads.fix(("2040-01-12", "9:30"), ("2040-02-09", "9:30"), do="ask", sessions="1")
    assert asked.headers["location"] == f"{leads.home}/poll"
    poll = await sync_to_async(polls.open_poll)(leads.here.group.pk)
    assert poll
    first, second = poll.slots
    answered = await takes_part.send("poll", "answer", poll=poll.id, **{f"a-{first}": "no", f"a-{second}": "yes"})
    assert (answered.status, say("datepoll.saved", "fr") in await takes_part.see("poll?saved=1")) == (302, False)
    seen = await leads.see("poll")
    assert ("Non\u00a0: Malik" in seen, "jeudi 9\u00a0février 2040, 9\u00a0h" in seen) == (True, True)
    await leads.send("poll", "settle", poll=poll.id, slot=second, edition=str((await leads.course()).edition))
    assert [meeting.start.month for meeting in (await leads.course()).meetings[1:]] == [2]


async def test_a_member_sees_the_answers_and_not_the_choosing(leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"), do="ask", sessions="1")
    assert say("datepoll.take", "fr") in await leads.see("poll")
    assert say("datepoll.take", "fr") not in await takes_part.see("poll")


async def test_where_no_set_fits_the_page_says_how_many_do(leads: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"), ("2040-01-19", "9:30"), do="ask", sessions="2")
    assert say("datepoll.fits", "fr", n=1) in await leads.see("poll")
    poll = await sync_to_async(polls.open_poll)(leads.here.group.pk)
    assert poll
    await leads.send("poll", "rule", poll=poll.id, sessions="2", least="1", most="9")
    assert say("datepoll.widest", "fr", n=7) in await leads.see("poll")


async def test_who_has_been_client_and_who_might_be_next_stand_in_names_S8(here: World, takes_part: Pages) -> None:
    await sync_to_async(_has_been_client)(here, "client")
    page = await takes_part.see("dates")
    assert ('<span class="said">Inès</span>' in page, say("whose_turn.might", "fr") in page) == (True, True)


async def test_a_theme_is_shown_to_all_as_it_was_written_B13(leads: Pages, takes_part: Pages) -> None:
    await leads.send("dates", "theme", theme=HOSTILE)
    page = await takes_part.see("dates")
    assert ("<b onmouseover" in page, "&lt;b onmouseover=alert(1)&gt;Thème" in page) == (False, True)


async def test_home_leads_to_the_poll_and_to_the_dates_after_the_next(leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"), ("2040-02-09", "9:30"))
    await leads.fix(("2040-03-08", "9:30"), do="ask")
    page = (await takes_part.browser.ask("GET", takes_part.home)).text
    assert (f'href="{takes_part.home}/poll"' in page, say("datepoll.answer", "fr") in page, "jeudi 12" in page) == (True, True, True)


async def test_home_tells_the_dates_at_which_she_has_a_seat_B12(leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"), ("2040-02-09", "9:30"))
    later = (await leads.course()).meetings[1]
    await Seat.objects.filter(session=later.session, member=leads.here.members["facilitator"]).adelete()
    homes = [(await one.browser.ask("GET", one.home)).text for one in (leads, takes_part)]
    assert [("jeudi 12" in page, "jeudi 9" in page) for page in homes] == [(False, True), (True, True)]


async def test_from_home_she_tells_that_she_will_not_be_there_and_reads_it_there_P13(here: World, takes_part: Pages) -> None:
    await PlannedSession.objects.filter(pk=here.session).aupdate(start=timezone.now() + timedelta(days=2))
    before = (await takes_part.browser.ask("GET", takes_part.home)).text
    await takes_part.send("dates", "miss", session=here.session)
    after = (await takes_part.browser.ask("GET", takes_part.home)).text
    told = [(say("dates.will_miss", "fr") in page, say("dates.you_absent", "fr") in page) for page in (before, after)]
    assert told == [(True, False), (False, True)]


async def test_once_all_have_answered_home_leads_whoever_facilitates_to_the_choice_B6(leads: Pages, takes_part: Pages) -> None:
    await leads.fix(("2040-01-12", "9:30"), do="ask", sessions="1")
    poll = await sync_to_async(polls.open_poll)(leads.here.group.pk)
    assert poll
    for member in poll.silent:
        await sync_to_async(polls.answer)(member, poll.id, dict.fromkeys(poll.slots, "yes"))
    homes = [(await one.browser.ask("GET", one.home)).text for one in (leads, takes_part)]
    assert [say("datepoll.choose_now", "fr") in page for page in homes] == [True, False]


async def test_a_new_cycle_begins_once_the_last_session_is_behind_B4(here: World, leads: Pages) -> None:
    await PlannedSession.objects.filter(cycle__group=here.group).aupdate(state=PlannedSession.CLOSED)
    assert say("dates.new_cycle", "fr") in await leads.see("dates")
    begun = await leads.send("dates", "cycle", edition=str((await leads.course()).edition))
    assert (begun.status, (await leads.course()).number) == (302, 2)


async def test_the_dates_of_a_long_cycle_are_read_in_as_many_questions(here: World) -> None:
    few = await sync_to_async(_questions)(here)
    await sync_to_async(_many)(here)
    assert await sync_to_async(_questions)(here) == few


def _questions(here: World) -> int:
    """To the database, for what the page of dates tells."""
    with CaptureQueriesContext(connection) as asked:
        course = course_of(here.group.pk)
        who = member_for((here.members["consultant"],), here.members["consultant"])
        assert who
        [tell(course, meeting, who, timezone.now()) for meeting in course.meetings]
    return len(asked)


def _many(here: World) -> None:
    for week in range(1, 30):
        plan_session(here.group, start=timezone.now() + timedelta(weeks=week), zone="Europe/Paris", format_name="classic")


def _has_been_client(here: World, who: str) -> None:
    cycle = Cycle.objects.get(group=here.group)
    cycle.clients = here.members[who]
    cycle.save()
