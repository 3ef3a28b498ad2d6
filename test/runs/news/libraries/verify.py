"""Verifies requests by what the guide on webhooks shows: the reference library of Standard Webhooks."""
import json
import sys

from receiver import verified

with open(sys.argv[1], encoding="utf-8") as file:
    requests = json.load(file)
for index, request in enumerate(requests):
    try:
        taken = verified(request["body"].encode(), request["headers"], request["secret"])
    except json.JSONDecodeError:
        # It parses what it has verified.
        taken = True
    if taken != request["isGood"]:
        sys.exit(f"request {index} was {'taken' if taken else 'refused'}")
print(f"{len(requests)} requests, each as it should be")
