"""Verifies requests with the reference library of Standard Webhooks."""
import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

with open(sys.argv[1], encoding="utf-8") as file:
    requests = json.load(file)
for index, request in enumerate(requests):
    webhook = Webhook(request["secret"])
    try:
        webhook.verify(request["body"], request["headers"])
        taken = True
    except WebhookVerificationError:
        taken = False
    except json.JSONDecodeError:
        # It parses what it has verified.
        taken = True
    if taken != request["isGood"]:
        sys.exit(f"request {index} was {'taken' if taken else 'refused'}")
print(f"{len(requests)} requests, each as it should be")
