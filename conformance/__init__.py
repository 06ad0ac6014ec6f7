"""What clients see of a running server. Names in Redis belong to this run, as in the tests."""

import os
from uuid import uuid4

RUN = f"aixss-conformance-{uuid4().hex[:12]}"

# Both are inherited by the server's processes; rq reads its own when it is imported.
os.environ["RQ_KEY_PREFIX"] = RUN
os.environ["AIXSS_NEWS_PREFIX"] = RUN
