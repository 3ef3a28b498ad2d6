"""Signs requests for API Gateway as the caller's AWS principal: signature version 4."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

_SERVICE = "execute-api"


@dataclass(frozen=True)
class Credentials:
    access_key_id: str
    secret_access_key: str
    session_token: str | None = None


CredentialProvider = Callable[[], "Credentials | None"]
"""Asked before every try, since credentials end. None where there are none: requests go unsigned, as the local service takes
them."""


def environment_credentials() -> Credentials | None:
    """The credentials that Lambda, and whoever exports them, has in the environment."""
    key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    return None if not key or not secret else Credentials(key, secret, os.environ.get("AWS_SESSION_TOKEN") or None)


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None


def signed_headers(
    request: Request, credentials: Credentials, *, region: str, now: datetime | None = None
) -> dict[str, str]:
    """The headers to send: those of the request, all of them signed, with its body."""
    at = (now or datetime.now(timezone.utc)).strftime("%Y%m%dT%H%M%SZ")
    url = urlsplit(request.url)
    headers = {name.lower(): " ".join(value.split()) for name, value in request.headers.items()}
    headers |= {"host": url.netloc, "x-amz-date": at}
    if credentials.session_token is not None:
        headers["x-amz-security-token"] = credentials.session_token
    names = ";".join(sorted(headers))
    canonical = "\n".join(
        (
            request.method,
            # What is encoded in the path is encoded again: only S3 is told apart from that.
            quote(url.path or "/", safe="/-_.~"),
            "&".join(sorted(part if "=" in part else f"{part}=" for part in url.query.split("&") if part)),
            *(f"{name}:{headers[name]}" for name in sorted(headers)),
            "",
            names,
            hashlib.sha256(request.content or b"").hexdigest(),
        )
    )
    scope = f"{at[:8]}/{region}/{_SERVICE}/aws4_request"
    to_sign = "\n".join(("AWS4-HMAC-SHA256", at, scope, hashlib.sha256(canonical.encode()).hexdigest()))
    key = f"AWS4{credentials.secret_access_key}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.new(key, to_sign.encode(), "sha256").hexdigest()
    credential = f"{credentials.access_key_id}/{scope}"
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    )
    return headers
