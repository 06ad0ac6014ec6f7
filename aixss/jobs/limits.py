"""How much may be asked of a profile or of a provider at once and in a minute."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields

import orjson

from aixss.errors import Invalid

CONCURRENCY_MAX = 1000
REQUESTS_MAX = 100_000
TOKENS_MAX = 100_000_000
# What the settings call them: the fields of Limits.
NAMES = {"concurrency": CONCURRENCY_MAX, "rpm": REQUESTS_MAX, "tpm": TOKENS_MAX}

# The token count of calls that are on their way is not known: they count as much as the average of
# so long, and the first one as all that a minute allows, so that one goes alone.
RECENT_S = 120


@dataclass(frozen=True)
class Limits:
    """Jobs at once, and requests and tokens in a minute; None where there is no limit."""

    provider: str
    concurrency: int | None = None
    rpm: int | None = None
    tpm: int | None = None


def parse(text: str | None, known: Collection[str]) -> tuple[Limits, ...]:
    """The limits in `openai_compatible=concurrency:50,rpm:600; offline=...`; raises Invalid."""
    found = {}
    for entry in filter(None, map(str.strip, (text or "").split(";"))):
        provider, _, said = (part.strip() for part in entry.partition("="))
        if provider not in known:
            raise Invalid(f"Provider limits: there is no {provider!r}, only {sorted(known)}.")
        if provider in found:
            raise Invalid(f"Provider limits: {provider} is there twice.")
        found[provider] = Limits(provider, **dict(_limit(each) for each in said.split(",")))
    return tuple(found.values())


def _limit(said: str) -> tuple[str, int]:
    name, _, number = (part.strip() for part in said.partition(":"))
    if name not in NAMES:
        raise Invalid(f"Provider limits: {name!r} is none of {', '.join(NAMES)}.")
    if not number.isdecimal() or not 1 <= int(number) <= NAMES[name]:
        raise Invalid(f"Provider limits: {name} is a number from 1 to {NAMES[name]}.")
    return name, int(number)


def as_json(limits: Collection[Limits]) -> str:
    """What `left` reads by `jsonb_to_recordset`."""
    return orjson.dumps([asdict(each) for each in limits]).decode()


COLUMNS = ", ".join(
    f"{each.name} {'text' if each.name == 'provider' else 'int'}" for each in fields(Limits)
)


# SQL: whether the job that has a place has asked nothing yet; only where calls are limited at all.
IS_COMING = """(
    state <> 'RUNNING'
    OR (requests_per_minute IS NOT NULL OR tokens_per_minute IS NOT NULL OR $3::jsonb <> '[]')
      AND NOT EXISTS (
        SELECT FROM usage_record u WHERE u.job_id = job.id AND u.attempt = job.attempt)
  ) AS is_coming"""


def counts(column: str, of: str, rpm: str, tpm: str) -> str:
    """SQL: joins that `left` needs: what has a place, of the CTE `busy`, and what was asked lately.

    Both of those whose `column` equals `of`.
    """
    return f"""LEFT JOIN (
      SELECT {column} AS whose, count(*) AS n, count(*) FILTER (WHERE is_coming) AS coming
      FROM busy GROUP BY {column}
    ) AS mine ON mine.whose = {of}, LATERAL (
      SELECT coalesce(mine.n, 0) AS n, coalesce(mine.coming, 0) AS coming
    ) AS placed, LATERAL (
      SELECT count(*) FILTER (WHERE created_at > now() - interval '1 minute') AS asked,
        coalesce(sum(input_tokens + output_tokens)
          FILTER (WHERE created_at > now() - interval '1 minute'), 0) AS tokens,
        greatest(coalesce(avg(input_tokens + output_tokens), {tpm}), 1) AS each,
        count(*) FILTER (WHERE status = 'PENDING') AS pending
      FROM usage_record u WHERE u.{column} = {of} AND ({rpm} IS NOT NULL OR {tpm} IS NOT NULL)
        AND created_at > now() - interval '{RECENT_S} seconds'
    ) AS recent"""


def left(concurrency: str, rpm: str, tpm: str) -> str:
    """SQL: how many more jobs may ask, by the joins of `counts`; null when nothing limits it."""
    free = f"""least(
      {concurrency} - placed.n,
      {rpm} - recent.asked - placed.coming,
      ceil(({tpm} - recent.tokens) / recent.each)::bigint - recent.pending - placed.coming
    )"""
    return f"CASE WHEN {free} < 0 THEN 0 ELSE {free} END"
