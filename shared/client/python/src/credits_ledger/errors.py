"""The errors that are raised in place of an answer, or told."""

from __future__ import annotations

from decimal import Decimal

from ._answers import Hold, Problem


class CreditsError(Exception):
    """Anything that this package raises of its own accord."""


class CreditsRefused(CreditsError):
    """The service said no, by a named problem. `problem.code` is from the contract's closed list."""

    def __init__(self, problem: Problem, *, is_replay: bool = False) -> None:
        super().__init__(f"{problem.code}: {problem.detail}")
        self.problem = problem
        self.is_replay = is_replay
        """Refused before, under the same key: a refusal is remembered for a day."""

    @property
    def code(self) -> str:
        return self.problem.code


class NoAnswer(CreditsError):
    """The service gave no answer within the bounds. A change may have happened: the same key again settles it."""


class Unauthorized(CreditsError):
    """The credentials are missing or wrong, or don't allow this."""


class BadAnswer(CreditsError):
    """An answer by something that isn't the service, or speaks another contract."""


class AlreadyCharged(CreditsError):
    """Work of this key was charged before, and was told not to run again."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(f"work of hold {hold.hold_id} was charged before")
        self.hold = hold


class CreditsShort(CreditsError):
    """Work that used more than there was: so much of it nobody paid."""

    def __init__(self, uncovered: Decimal) -> None:
        super().__init__(f"{uncovered} credits of what was used are not covered")
        self.uncovered = uncovered


class NotUnderstood(CreditsError):
    """The first event of a stream was of no known shape. Nothing of it was passed on, and its hold was released."""

    def __init__(self, event: object) -> None:
        super().__init__("the first event of the stream is of no shape that is known, so nothing of it was passed on")
        self.event = event


class AnswerNotUnderstood(CreditsError):
    """The answer of a model is of no known shape. It was handed on, and its estimate charged."""

    def __init__(self, answer: object) -> None:
        super().__init__("what the model answered is of no shape that is known, so the estimate was charged for it")
        self.answer = answer
