"""What holds in every state that people can reach, and across every act."""

from codev.protocol.roles import CLIENT, FACILITATOR, OBSERVER
from codev.protocol.rules.gates import unmet
from codev.protocol.rules.law import ENDED, FACILITATORS
from codev.protocol.rules.welcome import may_speak


def one_voice_which_has_the_word(s):
    floor, hands = s.turns.floor, s.turns.hands
    assert not floor or may_speak(s, floor)
    assert floor not in hands
    assert len(set(hands)) == len(hands)
    assert all(may_speak(s, member) and not s.roster.away(member) for member in hands if member != s.facilitator)
    assert not (floor or hands) or s.status.state not in ENDED


def no_client_without_her_proposal(s):
    choosing = s.choosing
    subject = choosing.find(choosing.subject)
    if not s.client:
        assert choosing.subject == ""
        return
    assert s.role(s.client) == CLIENT
    assert subject.owner == s.client
    assert not subject.withdrawn
    assert choosing.proposed == choosing.subject


def no_client_before_the_choice_is_left(s):
    steps = s.setting.steps
    choice = next(i for i, step in enumerate(steps) if any("consent" in acts for stage in step.stages for acts in stage.may.values()))
    assert s.client or s.position.step <= choice


def somewhere_in_the_format(s):
    if s.status.state == "planned" or s.position.step < 0:
        return
    assert s.position.stage < len(s.step.stages)
    assert s.turns.step == s.step.id == s.clock.step
    assert s.position.furthest >= s.position.step
    assert s.position.detour < 0 or s.setting.steps[s.position.detour].returns_to == s.step.id


def minutes_never_negative(s):
    assert all(minutes >= 0 for minutes in s.clock.budget.values())
    assert all(seconds >= 0 for seconds in s.clock.used.values())


def the_clock_stands_still_outside_the_session(s):
    assert s.clock.since is None or s.running
    assert not (s.clock.since and s.clock.break_until)


def ballots_only_in_an_open_vote_by_members(s):
    for vote in s.choosing.rounds[:-1]:
        assert vote.closed
    for vote in s.choosing.rounds:
        assert not (vote.closed and vote.ballots)
        assert s.facilitator not in vote.ballots
        assert set(vote.ballots) <= set(s.setting.members)
        for choices in vote.ballots.values():  # a column left empty stays empty
            assert set(choices) - {""} <= set(vote.subjects)
            assert len(choices) <= len(vote.weights())


def nothing_for_information_is_proposed_or_voted_on(s):
    found = s.choosing.find(s.choosing.proposed)
    assert not (found and (found.information or found.withdrawn))


def the_facilitator_gives_nothing_of_her_own(s):
    if not s.client:
        assert all(subject.withdrawn for subject in s.choosing.subjects if subject.owner == s.facilitator)
    assert s.facilitator not in s.choosing.agreed | s.choosing.objections


def agreement_is_about_words_that_she_said_yes_to(s):
    request = s.agreeing.request
    assert not (s.agreeing.agreed or s.agreeing.everyone_agreed) or (request and request.confirmed)


def a_confirmed_plan_is_one_that_exists(s):
    planning = s.planning
    assert all(version <= planning.version for version in planning.confirmed.values())
    assert len({action.id for action in planning.actions}) == len(planning.actions) <= planning.made


def an_end_is_told_as_it_was(s):
    state = s.status.state
    assert (s.status.ended is not None) == (state in ENDED)
    assert (s.status.plan_until is not None) == (state == "plan_to_come")
    if state == "closed":
        last = s.setting.steps[-1]
        passed = {gate for record in s.status.passed for gate in record.gates}
        assert "all_concluded" in passed or not unmet_at_the_end(s, last)


def unmet_at_the_end(s, step):
    return [gate for gate in unmet(s, step) if gate.gate == "all_concluded"]


STATE = [
    one_voice_which_has_the_word,
    no_client_without_her_proposal,
    no_client_before_the_choice_is_left,
    somewhere_in_the_format,
    minutes_never_negative,
    the_clock_stands_still_outside_the_session,
    ballots_only_in_an_open_vote_by_members,
    nothing_for_information_is_proposed_or_voted_on,
    the_facilitator_gives_nothing_of_her_own,
    agreement_is_about_words_that_she_said_yes_to,
    a_confirmed_plan_is_one_that_exists,
    an_end_is_told_as_it_was,
]


def nothing_recorded_is_lost(before, order, facts, after):
    assert [(q.id, q.text, q.by) for q in after.asking.questions][: len(before.asking.questions)] == [
        (q.id, q.text, q.by) for q in before.asking.questions
    ]
    assert after.agreeing.requests[: len(before.agreeing.requests) - 1] == before.agreeing.requests[:-1]
    assert [(r.id, r.text) for r in after.reacting.reactions][: len(before.reacting.reactions)] == [
        (r.id, r.text) for r in before.reacting.reactions
    ]
    assert [s.id for s in after.choosing.subjects][: len(before.choosing.subjects)] == [s.id for s in before.choosing.subjects]
    assert tuple(after.concluding.learnings)[: len(before.concluding.learnings)] == tuple(before.concluding.learnings)
    assert before.agreeing.reformulations.keys() <= after.agreeing.reformulations.keys()
    assert before.following.reports.keys() <= after.following.reports.keys()


def whoever_was_heard_stays_heard(before, order, facts, after):
    for step, heard in before.turns.heard.items():
        for member, how in heard.items():
            assert after.turns.heard[step][member] in (how, "spoken")


def what_is_shown_stays_shown(before, order, facts, after):
    assert before.planning.shown <= after.planning.shown
    assert before.agreeing.revealed <= after.agreeing.revealed
    assert all(after.reacting.find(r.id).shared >= r.shared for r in before.reacting.reactions)


def versions_only_grow(before, order, facts, after):
    assert after.planning.version >= before.planning.version
    assert after.planning.made >= before.planning.made
    assert all(after.clock.used.get(step, 0) >= seconds for step, seconds in before.clock.used.items())
    assert after.position.furthest >= before.position.furthest
    assert len(after.choosing.rounds) >= len(before.choosing.rounds)


def no_step_is_jumped(before, order, facts, after):
    here = before.position
    for fact in facts:
        if type(fact).__name__ != "StepEntered":
            continue
        allowed = {
            "forward": (here.step + 1,),
            "back": (here.step - 1,),
            "return": (here.detour,),
            "undo": (here.before or (None,))[:1],
            "detour": (index_of(before, before.step.returns_to) if before.step else None,),
        }
        assert fact.index in allowed[fact.how]
        here = after_entering(here, fact, order.at)


def after_entering(position, fact, at):
    return fact.on_position(position, at)


def index_of(session, step):
    return next((i for i, found in enumerate(session.setting.steps) if found.id == step), None)


def no_gate_is_passed_in_silence(before, order, facts, after):
    forward = any(type(fact).__name__ == "StepEntered" and fact.how == "forward" for fact in facts)
    if not forward or before.step is None or before.step.reserved:
        return
    passed = {gate for fact in facts if type(fact).__name__ == "GatePassed" for gate in fact.gates}
    confided = {"group_consents"} if before.choosing.objections and before.choosing.everyone_yes else set()  # S9
    assert {gate.gate for gate in unmet(before, before.step)} - confided == passed


def roles_are_kept(before, order, facts, after):
    role = before.role(order.by)
    assert role
    assert not (type(order.command) in FACILITATORS and role != FACILITATOR)
    assert not (order.recorded_by and role != FACILITATOR)
    if role == OBSERVER and order.by != before.roster.first_facilitator:
        assert order.command.do in ("signal_care", "take_back_signal")
    if before.roster.not_come(order.by):
        assert order.command.do == "mark_presence"


def the_end_is_final(before, order, facts, after):
    state = before.status.state
    if state in ENDED:
        assert after.status.state == state or (state, after.status.state) == ("plan_to_come", "closed")
        assert state == "plan_to_come"


def the_setting_never_changes(before, order, facts, after):
    assert after.setting is before.setting


STEP = [
    nothing_recorded_is_lost,
    whoever_was_heard_stays_heard,
    what_is_shown_stays_shown,
    versions_only_grow,
    no_step_is_jumped,
    no_gate_is_passed_in_silence,
    roles_are_kept,
    the_end_is_final,
    the_setting_never_changes,
]
