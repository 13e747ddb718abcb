"""Where people stand who are the same to the rules. What is made from here knows no person, so that it can be shared (C1 to C3)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from .. import roles
from ..format import Stage, Step
from ..rules.gates import heard
from ..rules.welcome import acts_of, has_voice, may_speak
from ..session import Session
from ..words import Words
from .kept import Made, Read, remembered
from .parts import Person
from .view import View
from .wording import words_at

Standing = tuple[frozenset[str], bool, bool]
"""What a format calls someone, whether she may take a turn, and whether she has come: whoever has the same stands on the same side."""


class Scene:
    """One state of a session, as all who look at it have it in common. `memory`: what is kept from earlier states, by place.

    names: member to shown name. away: whose connection is away. moods: member to her word of mood.
    here: what nearly everything reads: the step, and who is who.
    """

    def __init__(
        self,
        session: Session,
        names: Mapping[str, str],
        away: frozenset[str],
        moods: Mapping[str, str],
        memory: dict[object, Made],
    ) -> None:
        self.session, self.names, self.away, self.moods, self.memory = session, names, away, moods, memory
        self.here = (session.setting, session.position, session.status, session.roster, session.choosing, names)
        self._sides: dict[Standing, Side] = {}
        self._before = self.made(Scene)
        self._read: dict[Read, object] = {}
        inputs = self.here, session.planning.help
        self._standings: Mapping[str, Standing] = remembered(self.made(None), Standing, inputs, self._everyones)

    def read(self, what: Read) -> object:
        """What `what` reads of this scene; the very object of earlier scenes for as long as it comes out equal."""
        found = self._read.get(what)
        if found is None:
            found, before = what(self), self._before.get(what)
            found = self._read[what] = self._before[what] = before if before == found else found
        return found

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Who may take a turn now."""
        return frozenset(member for member, (_, speaks, _) in self._standings.items() if speaks)

    @cached_property
    def unheard(self) -> tuple[str, ...]:
        """Who has a voice in this step, other than to answer, and has neither spoken nor passed, in the order of the table."""
        step = self.session.step
        if step is None or all(stage.floor == "nobody" for stage in step.stages):
            return ()
        done = heard(self.session, step)
        present = (m for m in self.session.present if m not in done)
        return tuple(m for m in present if any(self._begins(stage, m) for stage in step.stages))

    def _begins(self, stage: Stage, member: str) -> bool:
        answers = bool(stage.answers) and self.session.is_in(member, stage.answers)
        return has_voice(self.session, stage, member) and not answers

    def side_of(self, member: str) -> Side:
        standing = self._standings.get(member) or self._standing(member)
        side = self._sides.get(standing)
        if side is None:
            side = self._sides[standing] = Side(self, *standing)
        return side

    def leave(self) -> None:
        """Nobody looks at it any more: it and its sides, which hold each other, go at once and do not wait for the collector."""
        self._sides.clear()

    def name(self, member: str) -> str:
        return self.names.get(member, member) if member else ""

    def made(self, who: object) -> Made:
        """What is kept for those who see something alike: for a person, for a side, for several sides."""
        found = self.memory.get(who)
        if found is None:
            found = self.memory[who] = {}
        return found

    def _everyones(self) -> Mapping[str, Standing]:
        return {member: self._standing(member) for member in self.session.people}

    def _standing(self, member: str) -> Standing:
        return self.session.audiences(member), may_speak(self.session, member), not self.session.roster.not_come(member)


@cache
def role_among(audiences: frozenset[str]) -> str:
    return next((role for role in roles.ROLES if role in audiences), "")


class Side:
    """Everyone of these audiences in this scene. A function that is given a Side cannot tell them apart.

    common: what they have all in common. each: what each one's own reads of this side and its scene, and where it is kept by member.
    Both once somebody has asked.
    """

    common: View | None = None
    each: tuple[object, Made] | None = None
    _acts: frozenset[str] | None = None

    def __init__(self, scene: Scene, audiences: frozenset[str], speaks: bool, come: bool = True) -> None:
        self.scene, self.audiences, self.speaks, self.come = scene, audiences, speaks, come
        self.session, self.names, self.away = scene.session, scene.names, scene.away
        self.role = role_among(audiences)
        self.facilitates, self.is_client = roles.FACILITATOR in audiences, roles.CLIENT in audiences
        self.takes_part = come and self.role in (roles.CLIENT, roles.CONSULTANT)
        self.made = scene.made((audiences, speaks))

    @property
    def acts(self) -> frozenset[str]:
        """What the current stage gives to this side."""
        if self._acts is None:
            self._acts = remembered(self.made, acts_of, self.scene.here, self._acts_now)
        return self._acts

    def _acts_now(self) -> frozenset[str]:
        return acts_of(self.session, self.audiences) if self.running else frozenset()

    @property
    def step(self) -> Step | None:
        return self.session.step

    @property
    def stage(self) -> Stage | None:
        return self.session.stage

    @property
    def running(self) -> bool:
        return self.session.running

    def name(self, member: str) -> str:
        return self.scene.name(member)

    def person(self, member: str) -> Person:
        return Person(member, self.name(member))

    def named(self, members: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.name(member) for member in members)

    def may(self, act: str) -> bool:
        return act in self.acts

    def someone_may(self, act: str) -> bool:
        """Whether the current stage gives this act to anybody."""
        stage = self.stage
        return self.running and stage is not None and act in stage.acts

    def step_gives(self, act: str) -> bool:
        """Whether the current step, in any stage, gives this act to anybody."""
        step = self.step
        return step is not None and act in step.acts

    def words(self, *path: str) -> Words:
        """The format's words of the current step; none where it has none."""
        return words_at(self.step, *path)
