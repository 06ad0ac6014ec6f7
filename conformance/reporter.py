"""A line of JSON for each case that pytest has tried: its name, and why it failed."""

from __future__ import annotations

import json
import sys

import pytest


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Tell what became of a case, which is known after its call unless that was never reached."""
    if report.when != "call" and report.passed:
        return
    said = {"name": report.location[2], "skipped": report.skipped}
    if report.failed:
        said["failure"] = report.longreprtext
    sys.stdout.write(json.dumps(said) + "\n")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Tell why a suite could not be read."""
    if report.failed:
        sys.stdout.write(json.dumps({"name": report.nodeid, "failure": report.longreprtext}) + "\n")
