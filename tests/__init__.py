"""The tests. Names in Redis belong to this run: rq reads its prefix when it is imported."""

import os
from uuid import uuid4

RUN = f"aixss-test-{uuid4().hex[:12]}"

os.environ["RQ_KEY_PREFIX"] = RUN
os.environ["AIXSS_NEWS_PREFIX"] = RUN
