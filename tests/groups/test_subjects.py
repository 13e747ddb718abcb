"""Subjects made ready for the table: a copy by an act of hers, taken back at will (B9, B10, P12, C1)."""

from __future__ import annotations

from django.db import connection

from codev.groups import subjects
from codev.groups.models import PlannedSession
from codev.groups.planning import first_row
from codev.protocol import Ending

from .conftest import START, Cast
from .test_planning import plan


def table(session: str) -> list[tuple[str, str, bool]]:
    return [(row["member"], row["text"], row["for_information"]) for row in first_row(session).subjects]


def over(cast: Cast, client: str, subject: str, state: str = "closed", **more: object) -> None:
    planned = PlannedSession.objects.get(pk=cast.here)
    subjects.taken_up(planned, Ending(state, START, cast[client], subject, **more))  # type: ignore[arg-type]


def test_what_she_made_ready_stands_on_the_table_as_the_session_opens_B9(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    subjects.share(cast["Malik"], "p1", "Une nouvelle équipe", for_information=True)
    assert table(cast.here) == [(cast["Malik"], "Une nouvelle équipe", True), (cast["Rose"], "Comment oser ?", False)]


def test_taken_back_it_is_on_no_table(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    subjects.withdraw(cast["Rose"], "p1")
    assert (table(cast.here), subjects.of(cast["Rose"])) == ([], {})


def test_shared_again_the_new_words_take_the_place_of_the_old(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?", for_information=True)
    subjects.share(cast["Rose"], "p1", "Comment dire non ?")
    assert subjects.of(cast["Rose"]) == {"p1": ("Comment dire non ?", False)}


def test_a_fourth_subject_of_one_person_waits(cast: Cast) -> None:
    assert [subjects.share(cast["Rose"], f"p{n}", "Comment ?") for n in range(4)] == [True, True, True, False]


def test_whoever_facilitates_that_day_brings_none_B12(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    assert table(plan(cast, facilitator=cast.people["Rose"]).pk) == []


def test_what_was_not_chosen_waits_for_the_session_after_P12(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    subjects.share(cast["Malik"], "p1", "Comment finir ?")
    over(cast, "Rose", "Comment oser ?")
    assert [text for _, text, _ in table(cast.here)] == ["Comment finir ?"]


def test_of_a_session_that_was_stopped_the_subject_still_waits_P13(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    over(cast, "Rose", "Comment oser ?", state="stopped")
    assert table(cast.here)


def test_what_she_took_off_the_table_that_day_comes_back_by_her_act_alone_C1(cast: Cast) -> None:
    subjects.share(cast["Malik"], "p1", "Comment finir ?")
    over(cast, "Rose", "", withdrawn=((cast["Malik"], "Comment finir ?"),))
    assert table(cast.here) == []


def test_its_words_do_not_stand_in_clear(cast: Cast) -> None:
    subjects.share(cast["Rose"], "p1", "Comment oser ?")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM groups_sharedsubject")
        assert "oser" not in repr(cursor.fetchall())
