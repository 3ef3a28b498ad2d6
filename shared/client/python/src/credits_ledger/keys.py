"""Keys that make changes safe to repeat."""

from __future__ import annotations

import hashlib
import os
import re
import threading
import time
import uuid

_lock = threading.Lock()
_last_ms = 0
_counter = 0


def new_request_key() -> str:
    """A UUID of version 7, so that keys made later sort later, and an account's keys lie together. In one process each is
    above the one before."""
    global _last_ms, _counter
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _counter = now_ms, int.from_bytes(os.urandom(4), "big") >> 1
        else:
            _counter += 1 + os.urandom(1)[0]
            if _counter >= 1 << 32:
                _last_ms, _counter = _last_ms + 1, int.from_bytes(os.urandom(4), "big") >> 1
        ms, counter = _last_ms, _counter
    rest = int.from_bytes(os.urandom(8), "big")
    value = ms << 80 | 0x7 << 76 | (counter >> 20) << 64 | 0b10 << 62 | (counter & 0xFFFFF) << 42 | rest & (1 << 42) - 1
    return str(uuid.UUID(int=value))


_KEY_LENGTH_MAX = 200


def key_of_work(step: str, name: str) -> str:
    """A key for one step of work that has a name of its own, as an SQS message has an id: the same again for the same work. A
    name that a key can't have, or that is too long, stands in it by its SHA-256."""
    is_taken = len(name) <= _KEY_LENGTH_MAX and re.fullmatch(r"[\x20-\x2b\x2d-\x7e]+", name) is not None
    return f"{step} {name if is_taken else hashlib.sha256(name.encode()).hexdigest()}"
