"""What to do about each error code: on the page that `docsUrl` leads to, and in the docs."""

from __future__ import annotations

from collections.abc import Iterator

from aixss.errors import AixssError, ErrorCode

DOCS = "/docs/errors"

# Of codes whose own sentence does not say it.
REMEDIES = {
    ErrorCode.NOT_FOUND: "Check the id: it may be deleted, or another team's.",
    ErrorCode.BAD_REQUEST: "Check the document against `/schema.graphql`; the message says where.",
    ErrorCode.PERSISTED_QUERY_NOT_FOUND: "Send the document's text together with its hash once.",
    ErrorCode.INVALID: "Change the value that `path` names as the message says.",
    ErrorCode.NOT_READY: "Fill the fields in `missing` first, by hand or with their jobs.",
    ErrorCode.ILLEGAL_MOVE: "Choose one of `allowedMoves`, or read the object again.",
    ErrorCode.FORBIDDEN: "Ask an owner or an admin of the team, or use a token with the scope.",
    ErrorCode.AUTH: "Put a valid key into the profile, then retry the job.",
    ErrorCode.QUOTA: "Top up the provider's account or choose another profile, then retry the job.",
    ErrorCode.RATE_LIMITED: "Wait for `retryAfterSeconds`; jobs wait and try again by themselves.",
    ErrorCode.TIMEOUT: "Retry the job, with a faster model or less to make at once.",
    ErrorCode.CONTENT_FILTER: "Change the text that the filter objects to, then retry the job.",
    ErrorCode.BAD_ANSWER: "Retry the job, or choose a model that follows instructions better.",
    ErrorCode.PROVIDER_REFUSED: "Check the profile's model, parameters and output mode.",
    ErrorCode.UNAVAILABLE: "Try again after `retryAfterSeconds`; jobs do so by themselves.",
    ErrorCode.WORKER_LOST: "Retry the job; if it happens again, the operator looks at the workers.",
    ErrorCode.DEADLINE: "Retry the job; what it wrote before has been kept.",
    ErrorCode.CHILD_FAILED: "Look at the job's `children`, mend what they failed of, and retry it.",
    ErrorCode.FLOW_LIMIT: "Start the flow about a part of it, such as one episode, and retry.",
    ErrorCode.TARGET_GONE: "Restore the object, or start the job about another one.",
    ErrorCode.RETRY_LIMIT: "Send the mutation that started it again: that makes a new job.",
    ErrorCode.INTERNAL: "Tell the operator the `requestId`.",
}


def remedy(code: ErrorCode) -> str:
    """What to do about an error: as the table says, else as the error itself tells."""
    if code in REMEDIES:
        return REMEDIES[code]
    told = next(each.__doc__ or "" for each in _kinds_of(AixssError) if each.code == code)
    _, _, advice = " ".join(told.split()).partition(": ")
    return f"{advice[0].upper()}{advice[1:]}"


def _kinds_of(error: type[AixssError]) -> Iterator[type[AixssError]]:
    for each in error.__subclasses__():
        yield each
        yield from _kinds_of(each)
