"""What clients see of a running server. Names in Redis belong to this run, as in the tests."""

from uuid import uuid4

RUN = f"aixss-conformance-{uuid4().hex[:12]}"
