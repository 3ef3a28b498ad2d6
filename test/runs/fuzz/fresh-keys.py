"""Gives most requests an Idempotency-Key of their own.

The fuzzer keeps one key while it varies everything else, so that all but the first request would be refused for that
alone. Every fourth keeps its key: repeating and misusing keys is to be tried as well. Keys that are faulty, or missing,
are meant to be so.
"""

from itertools import count

import schemathesis

name = "Idempotency-Key"
calls = count(1)


@schemathesis.hook
def before_call(context, case, **kwargs):
    key = (case.headers or {}).get(name)
    if isinstance(key, str) and key.isascii() and key.isprintable() and 1 <= len(key) <= 200:
        call = next(calls)
        if call % 4 != 0:
            case.headers[name] = f"{call} {key}".strip()
