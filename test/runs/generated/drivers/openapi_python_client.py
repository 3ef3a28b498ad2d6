"""Carries out calls by the client that openapi-python-client generated: one JSON line in, one out."""

import importlib
import json
import pkgutil
import sys
import types
import typing

import credits_client.api
from credits_client import Client

URL = sys.argv[1]


def operations():
    """Every operation's module, by its name."""
    found = {}
    for _, tag, _ in pkgutil.iter_modules(credits_client.api.__path__):
        package = importlib.import_module(f"credits_client.api.{tag}")
        for _, name, _ in pkgutil.iter_modules(package.__path__):
            found[name] = importlib.import_module(f"credits_client.api.{tag}.{name}")
    return found


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).replace("-", "_")


def models_in(hint):
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    return [option for option in options if hasattr(option, "from_dict")]


def model_of(hint, body):
    """The body as the model of the request that holds all of it."""
    for model in models_in(hint):
        try:
            made = model.from_dict(dict(body))
        except (KeyError, TypeError, ValueError):
            continue
        if made.to_dict().keys() == body.keys():
            return made
    raise TypeError(f"no model of {hint} takes {body}")


MODULES = operations()


def carry_out(call):
    module = MODULES[call["id"].replace("-", "_")]
    hints = typing.get_type_hints(module.sync_detailed)
    given = {snake(name): value for name, value in {**call["params"], **call["query"]}.items()}
    if "key" in call:
        given["idempotency_key"] = call["key"]
    if "body" in call:
        given["body"] = model_of(hints["body"], call["body"])
    with Client(base_url=URL, raise_on_unexpected_status=True) as client:
        response = module.sync_detailed(client=client, **given)
    return {
        "status": int(response.status_code),
        "raw": json.loads(response.content),
        "typed": response.parsed.to_dict(),
        "type": type(response.parsed).__name__,
    }


for line in sys.stdin:
    try:
        reply = carry_out(json.loads(line))
    except Exception as error:  # told to whoever asked
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
