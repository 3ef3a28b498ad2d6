"""The AWS SDK's own chain of credentials: profiles, SSO sessions, roles. Needs the extra `aws`."""

from __future__ import annotations

from typing import Any

from .signing import CredentialProvider, Credentials


def sdk_credentials(profile: str | None = None) -> CredentialProvider:
    """Looks for credentials as boto3 does, once, and renews them before they end."""
    from botocore.session import Session  # type: ignore[import-untyped, unused-ignore]

    session: Any = Session(profile=profile)
    found: Any = session.get_credentials()

    def provide() -> Credentials | None:
        if found is None:
            return None
        frozen = found.get_frozen_credentials()
        return Credentials(frozen.access_key, frozen.secret_key, frozen.token)

    return provide
