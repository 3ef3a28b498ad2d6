"""Work that is funded before it runs and charged with what it used: the client of Credits."""

from ._base import Amount, Answer, Instant
from ._retry import RetryBounds
from .allowance import Allowance, AllowedWork
from .charges import Unchargeable, round_up_credits
from .client import AsyncCreditsClient, CreditsClient
from .errors import (
    AlreadyCharged,
    AnswerNotUnderstood,
    BadAnswer,
    CreditsError,
    CreditsRefused,
    CreditsShort,
    NoAnswer,
    NotUnderstood,
    Unauthorized,
)
from .hold import AsyncWork, Work, hold
from .keys import new_request_key
from .meter import AsyncMeter, Meter
from .models.count import TokenEstimate
from .models.skus import ModelSkus, NoPrice, RequestTerms, skus_of
from .settlement import Settlement
from .signing import Credentials, environment_credentials
from .stream import AsyncMeteredStream, MeteredStream, StreamEnding

__version__ = "0.1.0"

__all__ = [
    "AllowedWork",
    "Allowance",
    "AlreadyCharged",
    "Amount",
    "Answer",
    "AnswerNotUnderstood",
    "AsyncCreditsClient",
    "AsyncMeter",
    "AsyncMeteredStream",
    "AsyncWork",
    "BadAnswer",
    "Credentials",
    "CreditsClient",
    "CreditsError",
    "CreditsRefused",
    "CreditsShort",
    "Instant",
    "Meter",
    "MeteredStream",
    "ModelSkus",
    "NoAnswer",
    "NoPrice",
    "NotUnderstood",
    "RequestTerms",
    "RetryBounds",
    "Settlement",
    "StreamEnding",
    "TokenEstimate",
    "Unauthorized",
    "Unchargeable",
    "Work",
    "environment_credentials",
    "hold",
    "new_request_key",
    "round_up_credits",
    "skus_of",
]
