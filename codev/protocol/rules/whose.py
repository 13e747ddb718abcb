"""Whose order it is: what only the facilitator gives, what she may note for others, and what each state of the session allows."""

from __future__ import annotations

from ..activities import (
    agreeing,
    asking,
    caring,
    choosing,
    concluding,
    consenting,
    following,
    gathering,
    moving,
    planning,
    reacting,
    timing,
    turning,
)

PLANNING = frozenset(
    {
        planning.AddAction,
        planning.ChangeAction,
        planning.RemoveAction,
        planning.AcceptFewer,
        planning.ConfirmPlan,
    }
)
FACILITATORS = frozenset(
    {
        moving.StartSession,
        moving.NextStage,
        moving.GoOn,
        moving.GoBack,
        moving.UndoMove,
        moving.SuspendSession,
        moving.ResumeSession,
        moving.StopSession,
        moving.CloseSession,
        moving.TakeAnotherSubject,
        timing.PauseClock,
        timing.ResumeClock,
        timing.ExtendStep,
        timing.ShortenStep,
        timing.MoveEnd,
        timing.TakeBreak,
        timing.SkipBreak,
        turning.GiveTurn,
        turning.MarkSpoken,
        turning.MarkAllSpoken,
        gathering.HandOver,
        gathering.NameDeputy,
        gathering.MarkPaper,
        caring.AnswerSignal,
        choosing.OpenVote,
        choosing.CloseVote,
        choosing.RecordSticks,
        choosing.ProposeSubject,
        consenting.EveryoneAgreesToSubject,
        consenting.SetProposalAside,
        asking.MarkAllClear,
        agreeing.RevealReformulations,
        agreeing.EveryoneAgreesToRequest,
        concluding.MarkAllFree,
        following.FollowUpTold,
        following.PostponeFollowUp,
    }
)
CARE = frozenset({caring.SignalCare, caring.TakeBackSignal})  # S29: anyone
# What the facilitator can note for someone without a device: said aloud, or dictated.
# All else is hers alone, or stays on paper (C1, C2, S29).
RECORDABLE = frozenset(
    {
        turning.AskTurn,
        turning.LowerHand,
        turning.TakeTurn,
        turning.FinishTurn,
        turning.PassTurn,
        following.ReportAction,
        choosing.OfferSubject,
        choosing.PutToVote,
        choosing.WithdrawSubject,
        consenting.AcceptToBeClient,
        consenting.DeclineToBeClient,
        consenting.AgreeToSubject,
        asking.AskQuestion,
        asking.AnswerQuestion,
        asking.DeclineToAnswer,
        asking.SayClear,
        agreeing.WriteReformulation,
        agreeing.WordRequest,
        agreeing.KeepSubject,
        agreeing.ConfirmRequest,
        agreeing.AgreeToRequest,
        agreeing.SayRequestUnclear,
        reacting.OfferReaction,
        reacting.AskToMakeClearer,
        reacting.AskOneMoment,
        *PLANNING,
        planning.AskForHelp,
        planning.HelpReceived,
        concluding.ShareLearning,
        concluding.SayFree,
    }
)
BEFORE_START = frozenset(
    {
        moving.StartSession,
        moving.StopSession,
        gathering.MarkPresence,
        gathering.MarkPaper,
        gathering.MarkRemote,
        gathering.HandOver,
        gathering.NameDeputy,
        gathering.TakeOver,
        caring.AnswerSignal,
        *CARE,
    }
)
WHILE_SUSPENDED = BEFORE_START | {moving.ResumeSession, moving.CloseSession, moving.TakeAnotherSubject}
ANY_STEP = BEFORE_START | {moving.StopSession, moving.SuspendSession, moving.ResumeSession}
