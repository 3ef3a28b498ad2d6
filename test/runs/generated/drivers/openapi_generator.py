"""Carries out calls by the Python client that openapi-generator generated: one JSON line in, one out."""

import inspect
import json
import sys
import typing

import openapi_client
from openapi_client import ApiClient, Configuration

URL = sys.argv[1]
APIS = [api for name, api in inspect.getmembers(openapi_client, inspect.isclass) if name.endswith("Api")]


def method_of(client, name):
    for api in APIS:
        method = getattr(api(client), f"{name}_with_http_info", None)
        if method is not None:
            return method
    raise AttributeError(f"no API has {name}")


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).replace("-", "_")


def model_in(hint):
    """The model of a parameter, within what annotates it."""
    for option in (hint, *typing.get_args(hint)):
        if hasattr(option, "from_json"):
            return option
    return None


def carry_out(call):
    with ApiClient(Configuration(host=URL)) as client:
        name = call["id"].replace("-", "_")
        method = method_of(client, name)
        given = {snake(each): value for each, value in {**call["params"], **call["query"]}.items()}
        if "key" in call:
            given["idempotency_key"] = call["key"]
        if "body" in call:
            model = model_in(typing.get_type_hints(method, include_extras=False)[f"{name}_body"])
            given[f"{name}_body"] = model.from_json(json.dumps(call["body"]))
        response = method(**given)
    return {
        "status": response.status_code,
        "raw": json.loads(response.raw_data),
        "typed": json.loads(response.data.to_json()),
        "type": type(response.data).__name__,
    }


for line in sys.stdin:
    try:
        reply = carry_out(json.loads(line))
    except Exception as error:  # told to whoever asked
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
