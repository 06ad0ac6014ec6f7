"""How an attempt ends other than well."""

from __future__ import annotations


class LostClaim(BaseException):
    """The job is not ours any more: end silently.

    No Exception, so that nothing which catches errors takes it for one.
    """
