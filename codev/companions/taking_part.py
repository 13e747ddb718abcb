"""What every companion but the facilitator does: she asks for turns, says yes or no, offers her subject, concludes."""

from __future__ import annotations

from dataclasses import dataclass

from codev.protocol import Command, OwnCommand
from codev.protocol.activities.choosing import CastSticks, OfferSubject
from codev.protocol.activities.concluding import AnswerPartner, SayFree
from codev.protocol.activities.consenting import AcceptToBeClient, AgreeToSubject
from codev.protocol.activities.following import Done, ReportAction
from codev.protocol.activities.turning import AskTurn, FinishTurn, PassTurn, TakeTurn
from codev.protocol.views import parts as p

from .glance import Glance
from .speaking import voiced

WENT: tuple[Done, ...] = ("done", "partly", "not_yet")
HANDS = 2  # nobody raises a hand behind two others
PASSES = ("reformulations", 3)  # who has written her sentence and passes when it is to be read


@dataclass(frozen=True)
class Feel:
    """A word of mood: `rooms.feel`, never a command, since moods stay out of the log."""

    mood: str


Move = Command | OwnCommand | Feel


def small_act(g: Glance) -> Move | None:
    """What can be done without having the turn."""
    return _mood(g) or _follow(g) or _vote(g) or _consent(g) or _conclude(g)


def _mood(g: Glance) -> Feel | None:
    part, mood = g.see(p.MoodPart), g.cast.person(g.me).get("mood")
    return Feel(g.cast.write(mood)) if part and mood and not part.mine and g.mine else None


def _follow(g: Glance) -> ReportAction | None:
    part = g.see(p.FollowPart)
    if part is None or not part.may_report or not g.mine:
        return None
    left = ((i, row) for i, row in enumerate(part.actions) if not row.state)
    return next((ReportAction(row.id, WENT[i % len(WENT)]) for i, row in left), None)


def _vote(g: Glance) -> CastSticks | None:
    part = g.see(p.VotePart)
    if part is None or not part.may_vote or part.have_voted:
        return None
    return CastSticks(_choices(g, part)[: len(part.weights)])


def _choices(g: Glance, part: p.VotePart) -> tuple[str, ...]:
    """The subject that the case is about comes first; but one person prefers her own."""
    theirs = g.name_of(g.cast.client)
    first = g.name if g.cast.place(g.me, "reactions") == 1 else theirs
    order = sorted(part.subjects, key=lambda subject: (subject[2] != first, subject[2] != theirs, subject[2] != g.name))
    return tuple(subject for subject, _, _ in order)


def _consent(g: Glance) -> Command | None:
    """Where a companion facilitates, the group says its yes aloud, and she notes it."""
    part = g.see(p.ConsentPart)
    if part is None or not part.ask:
        return None
    if part.ask == "client":
        return None if part.client_yes else AcceptToBeClient()
    silent = part.mine or part.reserved or part.group_yes or not part.client_yes
    return AgreeToSubject() if g.human_facilitator and not silent else None


def _conclude(g: Glance) -> Command | None:
    part = g.see(p.ConcludePart)
    if part is None:
        return None
    if part.asked_of_me:
        return AnswerPartner(accept=True)
    return SayFree() if part.next_start and not part.free else None


def offer(g: Glance) -> OfferSubject | None:
    """Her own subject, in her turn (S6)."""
    part, subject = g.see(p.SubjectsPart), g.cast.person(g.me).get("subject")
    if part is None or not part.may_offer or not g.mine or not subject or any(row.mine for row in part.rows):
        return None
    return OfferSubject(g.cast.write(subject), bool(g.cast.person(g.me).get("for_information")))


def left_to_say(g: Glance) -> bool:
    """Whether the case gives her more for this step than she has said; where nobody has counted, once is enough."""
    ask = g.see(p.AskPart)
    if ask and ask.clear:
        return False
    return g.unheard if g.course is None or not g.course.counts_here else g.told(g.talk) < voiced(g.cast, g.me, g.talk)


def in_turn(g: Glance) -> Command | None:
    """Asking for a turn, taking it, passing it, being done."""
    turn = g.see(p.TurnPart)
    if turn is None:
        return None
    if turn.mine:
        return _passes(g) or FinishTurn()
    if g.held_up or turn.asked or not (g.unheard or left_to_say(g)):
        return _own_hand(g, turn)
    if turn.go_round:
        return _in_round(g, turn)
    if g.unheard and not left_to_say(g):
        return PassTurn()
    return _in_line(g, turn)


def _passes(g: Glance) -> PassTurn | None:
    """Nothing to add: it is written, and everyone has read it."""
    table, place = PASSES
    written = any(row.by == g.name for part in g.all(p.ReformulationsPart) for row in part.rows)
    return PassTurn() if g.talk == "reformulation" and written and g.cast.place(g.me, table) == place else None


def _own_hand(g: Glance, turn: p.TurnPart) -> TakeTurn | None:
    """First in line, and nobody speaks: a human who facilitates gives the turn, or lets it be taken."""
    return TakeTurn() if turn.asked and "take_turn" in turn.can and g.human_facilitator and not g.held_up else None


def _in_round(g: Glance, turn: p.TurnPart) -> Command | None:
    """A companion who facilitates gives the turns of a round; for a human, the round goes by itself. Second turns come after it."""
    following = g.floor.following
    if g.unheard:
        hers = following[:1] == (g.name,) and g.human_facilitator
        return TakeTurn() if hers and "take_turn" in turn.can else None
    return _in_line(g, turn) if not following else None


def _in_line(g: Glance, turn: p.TurnPart) -> Command | None:
    """Whoever has spoken already leaves the line to the others, and speaks again when it is empty."""
    if "take_turn" in turn.can:
        return TakeTurn()
    return AskTurn() if "ask_turn" in turn.can and g.unheard and g.hands < HANDS else None
