"""The cast: Claire facilitates; Nadia becomes the client; Karim, Inès, Paul and Sofia are consultants; Otto belongs elsewhere.

`at_clarification()` draws the situation; `play.do(KARIM, AskTurn())` acts; `play.refused(...)` is (code, rule, step) and changes nothing.
"""

import json
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from codev.formats import load
from codev.protocol import Notebook, Order, OwnCommand, Refusal, decide, decide_own, evolve, evolve_own, plan, replay, view_for
from codev.protocol.activities.agreeing import EveryoneAgreesToRequest, WordRequest
from codev.protocol.activities.asking import MarkAllClear
from codev.protocol.activities.choosing import CastSticks, CloseVote, OfferSubject, ProposeSubject
from codev.protocol.activities.consenting import AcceptToBeClient, EveryoneAgreesToSubject
from codev.protocol.activities.following import FollowUpTold
from codev.protocol.activities.moving import CloseSession, GoOn, NextStage, StartSession
from codev.protocol.activities.planning import AddAction, ConfirmPlan
from codev.protocol.activities.turning import MarkAllSpoken

CLAIRE, NADIA, KARIM, INES, PAUL, SOFIA, OTTO = "claire", "nadia", "karim", "ines", "paul", "sofia", "otto"
MEMBERS = (NADIA, KARIM, INES, PAUL, SOFIA)
CONSULTANTS = MEMBERS[1:]
NAMES = {CLAIRE: "Claire", NADIA: "Nadia", KARIM: "Karim", INES: "Inès", PAUL: "Paul", SOFIA: "Sofia", OTTO: "Otto"}
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUESTION, EXPECTATION = "How to say no without losing people?", "Stories of your own"
SESSION = "codev.1"
PLAN = {"client": PAUL, "actions": [{"text": "Call Jo", "when": "by Friday"}, {"text": "Rest"}]}


class Play:
    """One session, played by hand. `rows` is what its log would hold; `at` the instant of the next act."""

    def __init__(self, format="classic", members=MEMBERS, facilitator=CLAIRE, start=NINE, **more):
        self.rows = [(start, (plan(load(format) if isinstance(format, str) else format, members, facilitator, start, **more),))]
        self.session = replay(self.rows)
        self.at = start
        self.books = {}
        self.facts = ()

    def copy(self):
        other = object.__new__(Play)
        other.__dict__ = {**self.__dict__, "rows": [*self.rows], "books": {**self.books}}
        return other

    def wait(self, **passed):
        self.at += timedelta(**passed)
        return self

    def order(self, by, command, to="", step="", away=0):
        return Order(by, command, self.at, to, step, away)

    def do(self, by, *commands, **envelope):
        for command in commands:
            if isinstance(command, OwnCommand):
                self._do_own(by, command)
                continue
            self.facts = decide(self.session, self.order(by, command, **envelope))
            assert not isinstance(self.facts, Refusal), (by, command, self.facts)
            self.rows.append((self.at, self.facts))
            for fact in self.facts:
                self.session = evolve(self.session, fact, self.at)
        return self

    def _do_own(self, by, command):
        facts = decide_own(self.book(by), self.session, self.order(by, command), SESSION)
        assert not isinstance(facts, Refusal), (by, command, facts)
        for fact in facts:
            self.books[by] = evolve_own(self.book(by), fact, self.at)

    def lead(self, *commands, **envelope):
        """Whoever facilitates does this."""
        return self.do(self.session.facilitator, *commands, **envelope)

    def record(self, member, *commands):
        """Whoever facilitates notes this for someone without a device."""
        return self.lead(*commands, to=member)

    def refused(self, by, command, **envelope):
        order = self.order(by, command, **envelope)
        own = isinstance(command, OwnCommand)
        outcome = decide_own(self.book(by), self.session, order, SESSION) if own else decide(self.session, order)
        assert isinstance(outcome, Refusal), outcome
        return outcome.code, outcome.rule, outcome.step

    def accepts(self, by, command, **envelope):
        return not isinstance(decide(self.session, self.order(by, command, **envelope)), Refusal)

    def book(self, member):
        return self.books.get(member, Notebook())

    def view(self, member, **more):
        return tuple(view_for(self.session, member, NAMES, self.at, self.book(member), session_id=SESSION, **more))

    def parts(self, member, kind, **more):
        return [part for part in self.view(member, **more) if part.kind == kind]

    def part(self, member, kind, **more):
        """The one part of this kind, or None."""
        found = self.parts(member, kind, **more)
        assert len(found) <= 1
        return found[0] if found else None

    @property
    def here(self):
        return self.session.step.id, self.session.stage.id

    @property
    def gates(self):
        """What the step waits for, as the facilitator sees it: gate to names."""
        return {row.gate: row.names for row in self.part(self.session.facilitator, "gate").rows}


def with_acts(step, stage, audience, *acts):
    """The classic format, where one stage gives someone more."""
    data = json.loads(json.dumps(load("classic")))
    stages = next(row for row in data["steps"] if row["id"] == step)["stages"]
    next(row for row in stages if row["id"] == stage)["may"].setdefault(audience, []).extend(acts)
    return data


def leave_choice(play):
    for member in play.session.present:
        play.do(member, OfferSubject(f"How to help {member}?"))
    play.lead(NextStage())


def vote_for_nadia(play):
    hers = next(subject.id for subject in play.session.choosing.votable if subject.owner == NADIA)
    play.do(KARIM, CastSticks((hers,))).do(INES, CastSticks((hers,)))
    play.lead(CloseVote(), ProposeSubject("sticks", hers, anyway=True))


def consent(play):
    play.do(NADIA, AcceptToBeClient()).lead(EveryoneAgreesToSubject(), GoOn())


def agree(play):
    play.do(NADIA, WordRequest(QUESTION, EXPECTATION)).lead(EveryoneAgreesToRequest(), GoOn())


def make_a_plan(play):
    for text in ("Call Jo", "Write the note", "Take Friday off"):
        play.do(NADIA, AddAction(text, when="by Friday"))
    play.do(NADIA, ConfirmPlan()).lead(ConfirmPlan(), GoOn())


STORY = (
    ("planned", lambda play: play.lead(StartSession())),
    ("reception", lambda play: play.lead(MarkAllSpoken(), GoOn())),
    ("follow_up", lambda play: play.lead(FollowUpTold(), GoOn())),
    ("choice", leave_choice),
    ("vote", vote_for_nadia),
    ("consent", consent),
    ("presentation", lambda play: play.lead(GoOn())),
    ("clarification", lambda play: play.lead(MarkAllClear(), GoOn())),
    ("minute", lambda play: play.lead(NextStage())),
    ("round", lambda play: play.lead(MarkAllSpoken(), NextStage())),
    ("request", agree),
    ("reactions", lambda play: play.lead(MarkAllSpoken(), GoOn())),
    ("synthesis", lambda play: play.lead(GoOn())),
    ("plan", make_a_plan),
    ("conclusion", lambda play: play.lead(MarkAllSpoken(), CloseSession())),
    ("closed", None),
)


def told(play):
    """The whole story, place by place."""
    for name, leave in STORY:
        if name == "follow_up" and play.here[0] != "follow_up":
            continue
        yield name, play.copy()
        if leave:
            leave(play)


@cache
def plain_story():
    return dict(told(Play()))


def at(place, **more):
    """The session as it stands when it has come here, with nothing done here yet. `more`: how it was planned."""
    return next(play for name, play in told(Play(**more)) if name == place) if more else plain_story()[place].copy()


planned = partial(at, "planned")
at_reception = partial(at, "reception")
at_follow_up = partial(at, "follow_up", plan_to_follow=PLAN)
at_choice = partial(at, "choice")
at_vote = partial(at, "vote")
at_consent = partial(at, "consent")
at_presentation = partial(at, "presentation")
at_clarification = partial(at, "clarification")
at_minute = partial(at, "minute")
at_round = partial(at, "round")
at_request = partial(at, "request")
at_reactions = partial(at, "reactions")
at_synthesis = partial(at, "synthesis")
at_plan = partial(at, "plan")
at_conclusion = partial(at, "conclusion")
closed = partial(at, "closed")
