"""Parts of every kind, in the states that a page can show them in. `said` stands wherever people's words and names stand."""

from __future__ import annotations

from itertools import product
from typing import get_args

from codev.protocol.activities.caring import Answer, Sign
from codev.protocol.activities.choosing import How
from codev.protocol.activities.concluding import LearningKind
from codev.protocol.activities.moving import Reason
from codev.protocol.activities.reacting import Kind
from codev.protocol.format import GATES
from codev.protocol.views import parts as p
from codev.protocol.views.facilitating import MET_ALOUD, RECORDABLE
from codev.protocol.words import NO_WORDS, Words

AT, END = "2026-11-26T10:04:00+00:00", "2026-11-26T10:30:00+00:00"
ZONE = "Europe/Paris"
LINE = Words("{client} raconte, on écoute.", "{client} tells the story; we listen.")
TITLE = Words("Clarification", "Clarification")
REPORTED = ("", "done", "partly", "not_yet")


def samples(said: str) -> tuple[p.Part, ...]:
    people = tuple(p.Person(f"m{n}", said) for n in range(3))
    return (
        *everyone(said),
        *on_the_wall(said),
        *facilitators(said, people),
        *choosing(said, people),
        *working(said, people),
        *ending(said, people),
        *own(said),
    )


def everyone(said: str) -> tuple[p.Part, ...]:
    states = {
        **dict.fromkeys(("planned", "closed", "plan_to_come", "stopped", "detour"), ()),
        "suspended": ("resume_session", "stop_session"),
        "break": ("resume_clock",),
        "client_gone": ("mark_presence", "take_another_subject", "stop_session"),
        "absent": ("mark_presence",),
    }
    clocks = ("running", "paused", "break", "untimed", "planned", "ended")
    roles, marks = ("facilitator", "client", "consultant", "observer"), ("", "spoken", "passed", "not-yet")
    seats = tuple(p.Seat(f"m{n}", said, role, *[n % 2 == 0] * 6, mark) for n, (role, mark) in enumerate(product(roles, marks)))
    floors = ("role", "go_round", "one_at_a_time", "nobody")
    turns = (("finish_turn", "pass_turn"), ("take_turn", "lower_hand", "pass_turn"), ("ask_turn", "pass_turn"), ("lower_hand",))
    return (
        *(p.NoticePart("notice", state, said, AT, can, "m1", ZONE) for state, can in states.items()),
        *(p.NoticePart("notice", state, "", AT, zone=ZONE, leads=state == "planned") for state in ("closed", "planned")),
        p.StepPart("step", "clarification", "questions", TITLE, LINE, LINE, said, 4, 9),
        *(p.ClockPart("clock", s, AT if s != "untimed" else "", 640, 20, END, END, ZONE) for s in clocks),
        p.ClockPart("clock", "paused", "", -90, 20, END, AT, ZONE),
        p.ClockPart("clock", "ended"),
        p.SeatsPart("seats", seats[:10]),
        *(p.FloorPart("floor", floor, said, said + ".", (said, said), moment, "") for floor, moment in product(floors, ("", said))),
        p.FloorPart("floor", "one_at_a_time", clearer=said),
        *(p.RequestPart("request", s, said, said, said, said, (said,)) for s in ("dictated", "worded", "agreed")),
        p.RequestPart("request", "subject", said, said),
        p.RequestPart("request", "subject", said, "", on_paper=True),
        p.NowPart("now", LINE, LINE, True, (LINE,), (p.Later(LINE, TITLE),), (LINE,), said, said),
        p.NowPart("now", LINE, silence=True, later=(p.Later(LINE, TITLE), p.Later(LINE, NO_WORDS))),
        *(p.TurnPart("turn", "finish_turn" in can, can, "lower_hand" in can, n, n == 0) for n, can in enumerate(turns)),
    )


def on_the_wall(said: str) -> tuple[p.Part, ...]:
    states = ("planned", "suspended", "break", "client_gone", "closed", "plan_to_come", "stopped")
    return (
        *(p.WallNoticePart("notice", state, said, AT, ZONE) for state in states),
        p.WallStepPart("step", "clarification", "questions", TITLE, LINE, LINE, said),
        p.WallRemotePart("remote", (said, said)),
    )


def facilitators(said: str, people: tuple[p.Person, ...]) -> tuple[p.Part, ...]:
    gates = (*GATES, "request_read_back")
    rows = tuple(p.GateRow(gate, (said, said), n, MET_ALOUD.get(gate, "")) for gate in gates for n in (1, 2))
    ons = ("start_session", "next_stage", "go_on", "close_session")
    who = ("client", "last_client", "consultants", "consultants_and_client", "go_round", "nobody", "")
    offers = tuple(p.OfferRow(f"s{n}", TITLE, 3, END, n == 1) for n in range(2))
    here = ("here", "away", "absent", "late", "gone")
    rows_of_people = tuple(p.PersonRow(f"m{n}", said, state, n > 2, n == 1, n == 0, n < 2) for n, state in enumerate(here))
    acts = ("take_turn", "pass_turn", *(do for dos in RECORDABLE.values() for do in dos))
    signals = tuple(p.SignalRow("m1", said, sign, answer) for sign in get_args(Sign) for answer in ("", *get_args(Answer)))
    return (
        p.SayPart("say", (LINE, LINE), (LINE,), said, said),
        p.SayPart("say", (), (LINE,)),
        p.SayPart("say", (), ()),
        p.WatchPart("watch", (p.Watch(LINE, LINE, LINE),), LINE, NO_WORDS, said),
        p.QueuePart("queue", people[:1], people[1:], people[2], people[0]),
        p.QueuePart("queue", (), people, None, people[1]),
        p.QueuePart("queue", (), (), None, None),
        *(p.GatePart("gate", rows, closing, "go_on", said, True) for closing in (True, False)),
        p.GatePart("gate", (p.GateRow("client_consents", (), 0, ""), rows[0]), False, "go_on"),
        p.GatePart("gate", (), True, "close_session"),
        *(p.BarPart("bar", on, ready, TITLE, w, said, True, ready, True, AT) for on, w in product(ons, who) for ready in (True, False)),
        *(p.BarPart("bar", on, False, NO_WORDS, "", "", False, False, False, only_plan=bool(on)) for on in ("", "close_session")),
        p.LatePart("late", 12, END, AT, offers, ZONE),
        p.BreakPart("break", 10, TITLE),
        p.PeoplePart("people", rows_of_people),
        p.RecordPart("record", people, acts, people[0], (p.PlanRow(people[0], (p.Person("p1", said),)),), (p.Person("s1", said),)),
        p.RecordPart("record", people, acts[:2]),
        p.SignalsPart("signals", signals),
    )


def choosing(said: str, people: tuple[p.Person, ...]) -> tuple[p.Part, ...]:
    actions = tuple(p.ActionRow(f"p{n}", said, said, state, said if n else "") for n, state in enumerate(REPORTED))
    rows = (
        p.SubjectRow("s1", said, said, False, True, 5, True, False, True, ("withdraw_subject",)),
        p.SubjectRow("s2", said, said, True, True, 0, False, False, False, ("withdraw_subject", "put_to_vote")),
        p.SubjectRow("s3", "", said, False, False, 5, True, False, False, ()),
    )
    settled = (rows[1], rows[2]._replace(proposed=True))
    subjects = (("s1", said, said), ("s2", "", said), ("s3", said, said))
    consents = product(("client", "group", ""), (True, False), (True, False), (True, False))
    return (
        p.MoodPart("mood", said, (p.Felt(said, said),)),
        p.FollowPart("follow", actions, said, True, True),
        p.FollowPart("follow", actions, said, False, False, True),
        p.SubjectsPart("subjects", rows, True, True, True, ("s1", "s3"), people),
        p.SubjectsPart("subjects", settled, True, True, False, ()),
        p.SubjectsPart("subjects", (), True, False, False, ()),
        p.VotePart("vote", subjects, (3, 2, 1), ("s3", "s1"), True, True, True, 1, 4, True),
        p.VotePart("vote", subjects[:2], (2, 1), (), False, False, True, 0, 6, False),
        *(p.ConsentPart("consent", said, said, ask, a, b, b, c, c, said, "sticks", True, "m1") for ask, a, b, c in consents),
        *(p.ConsentPart("consent", "", said, "", False, False, False, False, False, how=how) for how in get_args(How)),
    )


def working(said: str, people: tuple[p.Person, ...]) -> tuple[p.Part, ...]:
    states = ("none", "dictated", "confirmed")
    kinds, yes_no = get_args(Kind), (True, False)
    return (
        *(p.AskPart("ask", clear, not clear) for clear in yes_no),
        p.QuestionPart("question-q1", "q1", said, said, "", False, True, True),
        p.QuestionPart("question-q2", "q2", said, said, said, False, False),
        p.QuestionPart("question-q3", "q3", said, said, "", True, False),
        *(p.AnswerPart("answer", b, b) for b in yes_no),
        *(p.ReformulatePart("reformulate", text, b) for text, b in product(("", said), yes_no)),
        p.ReformulationsPart("reformulations", (p.Sentence(said, said, True), p.Sentence(said, said, False)), True, 0, False),
        p.ReformulationsPart("reformulations", (), False, 2, True),
        p.ReformulationsPart("reformulations", (), False, 0, False),
        p.ReformulationsPart("reformulations", (), False, 0, True),
        *(p.WordingPart("wording", said, said, said, state, True, (LINE,)) for state in states),
        *(p.DictationPart("dictation", people[0], said, said, state) for state in states),
        *(p.AgreePart("agree", mine, unclear, (said,)) for mine, unclear in product(yes_no, yes_no)),
        p.ReactPart("react", said, (LINE,)),
        *(
            p.ReactionPart(f"reaction-{k}", "r1", k, said, said, to, mine, mine, mine)
            for k, to, mine in product(kinds, ("client", "all"), yes_no)
        ),
        *(p.ListenPart("listen", a, b, c) for a, b, c in product(yes_no, yes_no, yes_no)),
    )


def ending(said: str, people: tuple[p.Person, ...]) -> tuple[p.Part, ...]:
    actions = (
        p.ActionRow("a1", said, said, slot="event"),
        p.ActionRow("a2", said, date="2026-12-03", slot="date", recorded=True),
        p.ActionRow("a3", said),
    )
    yeses = ((False, False), (True, False), (False, True), (True, True))
    gates = tuple(p.RecordedGate(TITLE, ("four_present",) if not r else ("all_reacted",), r or "time", "") for r in get_args(Reason))
    return (
        *(p.PlanPart("plan", actions, False, True, said, 3, a, b, not b, 0, said, said, True, "m1") for a, b in yeses),
        *(p.PlanPart("plan", actions, False, False, said, 3, a, b, True, 0, "", "", False) for a, b in yeses),
        p.PlanPart("plan", actions[:1], True, True, said, 1, False, False, False, 2, "", "aloud", True),
        p.PlanPart("plan", (), False, True, said, 0, False, False, False, 3, "", "", False, "m1"),
        p.ConcludePart("conclude", True, people, said, "", True, AT, False, False, False, ZONE),
        *(
            p.ConcludePart("conclude", True, people, said, a, False, AT, True, a == "accepted", True, ZONE)
            for a in ("accepted", "declined")
        ),
        p.ConcludePart("conclude", False, (), "", "", False, "", False, False, True),
        *(p.LearningPart(f"learning-{kind}", kind, said, said) for kind in get_args(LearningKind)),
        p.OnRecordPart("on-record", (*gates, p.RecordedGate(TITLE, ("same_plan",), "other", said))),
    )


def own(said: str) -> tuple[p.Part, ...]:
    notes = tuple(p.NoteRow(f"n{n}", said, kind, TITLE) for n, kind in enumerate(("note", "question", "typed")))
    lines = tuple(p.LineRow(f"b{n}", said, n == 1, n == 2, n == 3) for n in range(4))
    cares = (("", ""), *product(get_args(Sign), ("", *get_args(Answer))))
    return (
        *(p.NotesPart("notes", notes, prompt, prompt == "") for prompt in ("", "note", "question")),
        *(p.BagPart("bag", rows, write, plan) for rows, write, plan in ((lines, True, False), (lines, True, True), ((), False, False))),
        p.BagPart("bag", lines, False, True, True),
        p.PreparationPart("preparation", "problem", said, said, said, said, True, True),
        p.PreparationPart("preparation", "", "", "", "", "", False, False),
        *(p.OwnLearningsPart("own-learnings", tuple((k, said) for k in get_args(LearningKind)), write) for write in (True, False)),
        *(p.WherePart("where", "m1", remote) for remote in (False, True)),
        *(p.CarePart("care", said, sign, answer) for sign, answer in cares),
        *(p.TakeOverPart("take-over", said, how) for how in ("back", "deputy", "group")),
    )
