"""Hooks of schemathesis: refusals of requests that fit the description, where a schema cannot say what is wrong.

A cursor must be one that was given out, a key must not be used for two entries, and films are rated one by one or as a
list. Every other refusal of what fits the description remains a failure.
"""

import schemathesis

ONE_OR_MANY = {"/film", "/rating", "/ratings"}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether it is one."""
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 422:
        return True
    problem = response.json()
    if problem["code"] == "idempotency_key_reused":
        return case.operation.label != "POST /history/"
    pointers = {fault["pointer"] for fault in problem["errors"]}
    is_rating = case.operation.label == "PUT /ratings/"
    return not (pointers == {"cursor"} or is_rating and pointers <= ONE_OR_MANY)
