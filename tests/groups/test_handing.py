"""From one session to the next: the plan to follow up, kept sealed until it has been told (S5, C3, C4)."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from codev.groups import absences
from codev.groups.closing import unsettled
from codev.groups.founding import part
from codev.groups.handing import EndedRun, follow_up, hand_on, read, without
from codev.groups.models import PlannedSession
from codev.groups.planning import first_row, second_consultation
from codev.groups.tables import room_of
from codev.protocol import Ending
from codev.protocol.activities.following import PlannedAction

from .conftest import START, Cast
from .test_planning import plan

MONTH = timedelta(days=28)
CALL, REST = ("Appeler Jo", "vendredi"), ("Dormir", "")


def over(cast: Cast, client: str, *actions: tuple[str, str], state: str = "closed", **more: object) -> Ending:
    planned = tuple(PlannedAction(f"a{n}", what, when, cast[client]) for n, (what, when) in enumerate(actions))
    return Ending(state, START, cast[client], actions=planned, **more)  # type: ignore[arg-type]


def end(cast: Cast, session: str, over: Ending, run: int = 1) -> None:
    planned = PlannedSession.objects.get(pk=session)
    follow_up(planned, over)
    hand_on(planned, run, over)


def told(cast: Cast, who: str, *actions: tuple[str, str]) -> tuple[PlannedAction, ...]:
    return tuple(PlannedAction("p1", what, when, cast[who]) for what, when in actions)


def follows(session: PlannedSession, run: int = 1) -> list[tuple[str, list[str]]]:
    row = first_row(session.pk, run).plan_to_follow
    plans = [row, *row.get("others", ())] if row else []
    return [(found["client"], [action["text"] for action in found["actions"]]) for found in plans]


def test_the_next_session_opens_on_the_last_clients_plan_S5(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    end(cast, cast.here, over(cast, "Rose", CALL, REST))
    assert first_row(later.pk).plan_to_follow["actions"][0] == {"text": "Appeler Jo", "when": "vendredi"}
    assert follows(later) == [(cast["Rose"], ["Appeler Jo", "Dormir"])]


def test_there_is_none_in_a_first_session_S5(cast: Cast) -> None:
    assert first_row(cast.here).plan_to_follow == {}


def test_told_again_the_same_end_changes_nothing(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    for _ in range(2):
        end(cast, cast.here, over(cast, "Rose", CALL))
    assert (EndedRun.objects.count(), follows(later)) == (1, [(cast["Rose"], ["Appeler Jo"])])


def test_a_plan_that_comes_later_in_the_week_takes_its_place_S20(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    end(cast, cast.here, over(cast, "Rose", state="plan_to_come"))
    assert follows(later) == []
    end(cast, cast.here, over(cast, "Rose", CALL))
    assert follows(later) == [(cast["Rose"], ["Appeler Jo"])]


def test_what_was_told_goes_and_what_was_not_waits_S5(cast: Cast) -> None:
    later, last = plan(cast, start=START + MONTH), plan(cast, start=START + 2 * MONTH)
    end(cast, cast.here, over(cast, "Rose", CALL, REST))
    end(cast, later.pk, over(cast, "Malik", REST, told=told(cast, "Rose", CALL)))
    assert follows(last) == [(cast["Rose"], ["Dormir"]), (cast["Malik"], ["Dormir"])]


def test_once_all_is_told_the_words_are_gone_and_do_not_come_back_C3(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    first = over(cast, "Rose", CALL)
    end(cast, cast.here, first)
    end(cast, later.pk, over(cast, "Malik", REST, told=told(cast, "Rose", CALL)))
    end(cast, cast.here, first)
    row = EndedRun.objects.get(session=cast.here)
    assert (row.told, read(row).actions, follows(later)) == (True, (), [])


def test_whoever_is_not_at_the_table_tells_hers_at_the_next_S5(cast: Cast) -> None:
    without = [cast.people[name] for name in ("Odile", "Inès", "Malik", "Sami")]
    later, last = plan(cast, start=START + MONTH, members=without), plan(cast, start=START + 2 * MONTH)
    end(cast, cast.here, over(cast, "Rose", CALL))
    assert (follows(later), follows(last)) == ([], [(cast["Rose"], ["Appeler Jo"])])


def test_whoever_told_that_she_will_be_absent_tells_hers_at_the_next_S5(cast: Cast) -> None:
    later, last = plan(cast, start=START + MONTH), plan(cast, start=START + 2 * MONTH)
    end(cast, cast.here, over(cast, "Rose", CALL))
    absences.tell(cast["Rose"], later.pk, absent=True)
    assert [follows(session) for session in (later, last)] == [[], [(cast["Rose"], ["Appeler Jo"])]]


def test_two_consultations_of_a_meeting_are_followed_up_as_the_next_one_opens_S31(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    assert cast.session
    second_consultation(cast.session)
    second_consultation(later)
    end(cast, cast.here, over(cast, "Rose", CALL))
    end(cast, cast.here, over(cast, "Malik", REST), run=2)
    assert (follows(later), follows(later, run=2)) == ([(cast["Rose"], ["Appeler Jo"]), (cast["Malik"], ["Dormir"])], [])


def test_neither_the_plan_nor_its_client_stands_in_clear_C4(cast: Cast) -> None:
    end(cast, cast.here, over(cast, "Rose", CALL, partner=cast["Malik"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM groups_endedrun")
        row = repr(cursor.fetchall())
    assert not any(planted in row for planted in ("Appeler", cast["Rose"], cast["Malik"]))


def test_whoever_leaves_with_what_is_hers_leaves_no_plan_behind_C5(cast: Cast) -> None:
    later = plan(cast, start=START + MONTH)
    end(cast, cast.here, over(cast, "Rose", CALL))
    part(cast["Rose"])
    assert follows(later) == []
    without(EndedRun.objects.get(), cast["Rose"])
    assert read(EndedRun.objects.get()).client == ""


def test_a_plan_that_may_still_come_is_looked_after_until_it_is_there_S20(cast: Cast) -> None:
    PlannedSession.objects.update(over="1", state=PlannedSession.CLOSED)
    end(cast, cast.here, over(cast, "Rose", state="plan_to_come"))
    assert unsettled(START + timedelta(days=8)) == [room_of(cast.here, 1)]
    end(cast, cast.here, over(cast, "Rose", CALL))
    assert unsettled(START + timedelta(days=8)) == []
