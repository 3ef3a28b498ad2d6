"""Carries out calls by plain HTTP, with bodies and answers as the pydantic models of datamodel-code-generator: one JSON line in, one out."""

import json
import sys
import urllib.request

import models

URL = sys.argv[1]


def written(model):
    return json.loads(model.model_dump_json(by_alias=True, exclude_unset=True))


def carry_out(call):
    headers = {"content-type": "application/json"} if "body" in call else {}
    if "key" in call:
        headers["idempotency-key"] = call["key"]
    data = None
    if "body" in call:
        body = getattr(models, call["bodyType"]).model_validate(call["body"])
        data = json.dumps(written(body)).encode()
    request = urllib.request.Request(URL + call["path"], data=data, headers=headers, method=call["method"])
    with urllib.request.urlopen(request, timeout=10) as response:
        raw = json.load(response)
        status = response.status
    answer = getattr(models, call["answerType"]).model_validate(raw)
    return {"status": status, "raw": raw, "typed": written(answer), "type": type(answer).__name__}


for line in sys.stdin:
    try:
        reply = carry_out(json.loads(line))
    except Exception as error:  # told to whoever asked
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
