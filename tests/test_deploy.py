"""What is deployed: the compose file, what its services run, and what watches them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft201909Validator
from prometheus_client.parser import text_string_to_metric_families

from aixss.embedded.services import hold
from aixss.kit import metrics
from aixss.local import listen
from aixss.settings import Settings
from tests.api import TOKEN_KEYS
from tests.engine import KEYS
from tests.platform import needs_servers

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: Mapping[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: Mapping[str, Any] = COMPOSE["services"]
OURS = ("migrate", "api", "worker", "worker-cpu")
BOARD = json.loads((ROOT / "deploy/grafana/aixss.json").read_text())
PROMETHEUS = yaml.safe_load((ROOT / "deploy/prometheus.yml").read_text())
LIMIT_S = 60.0  # ten times what a service takes to come up
PROBE = re.compile(r"urlopen\('([^']+)'")
# What PromQL itself calls by name, so that what is left in an expression is a metric or a label.
WORDS = {
    *("sum", "max", "min", "rate", "topk", "count", "histogram_quantile", "by"),
    *("le", "type", "operation", "status", "code", "pool", "job", "kind", "outcome"),
    *("provider", "direction", "version", "instance"),
}


def test_the_compose_file_keeps_to_the_specification() -> None:
    schema = json.loads((ROOT / "tests/data/compose-spec.json").read_text())

    wrong = [each.message for each in Draft201909Validator(schema).iter_errors(COMPOSE)]

    assert wrong == []


def test_every_service_comes_back_and_says_whether_it_is_well() -> None:
    for name, service in SERVICES.items():
        if name == "migrate":
            assert service["restart"] == "no"
        else:
            assert service["restart"] == "unless-stopped", name
            assert service["healthcheck"]["test"], name


@pytest.mark.parametrize("name", ["worker", "worker-cpu"])
def test_a_worker_has_longer_to_stop_than_its_jobs_have(name: str) -> None:
    given = SERVICES[name]["stop_grace_period"]

    assert timedelta(seconds=int(given.removesuffix("s"))) > timedelta(seconds=Settings().grace_s)


def test_every_variable_of_the_compose_file_is_a_setting() -> None:
    known = {f"AIXSS_{name.upper()}" for name in Settings.model_fields}

    given = {name for name in OURS for name in SERVICES[name]["environment"]}

    assert given - known == {"OTEL_EXPORTER_OTLP_ENDPOINT"}


def test_prometheus_asks_the_port_at_which_services_answer() -> None:
    asked = {
        (name, found["port"])
        for job in PROMETHEUS["scrape_configs"]
        for found in job["dns_sd_configs"]
        for name in found["names"]
    }

    port = SERVICES["api"]["environment"]["AIXSS_METRICS_PORT"]
    assert asked == {(name, port) for name in OURS if name != "migrate"}
    assert {key for job in PROMETHEUS["scrape_configs"] for key in job} == {
        "job_name",
        "dns_sd_configs",
    }


def test_every_file_that_a_service_mounts_is_there() -> None:
    mounted = [
        each.partition(":")[0]
        for service in SERVICES.values()
        for each in service.get("volumes", ())
        if each.startswith("./")
    ]

    assert mounted
    assert [each for each in mounted if not (ROOT / each).exists()] == []


def test_grafana_finds_the_board_and_what_it_asks() -> None:
    folder = ROOT / "deploy/grafana/provisioning"
    [source] = yaml.safe_load((folder / "datasources/prometheus.yml").read_text())["datasources"]
    [provider] = yaml.safe_load((folder / "dashboards/aixss.yml").read_text())["providers"]
    mounted = [each.split(":")[1] for each in SERVICES["grafana"]["volumes"]]

    asked = {panel["datasource"]["uid"] for panel in BOARD["panels"] if "datasource" in panel}

    assert asked == {source["uid"]}
    assert source["url"] == "http://prometheus:9090"
    assert f"{provider['options']['path']}/aixss.json" in mounted


def expressions() -> list[str]:
    """Every query of the board."""
    return [target["expr"] for panel in BOARD["panels"] for target in panel.get("targets", ())]


def names() -> set[str]:
    """Every name that a process shows, of what it has not yet counted too."""
    found = set()
    for family in metrics.REGISTRY.collect():
        found |= {family.name, f"{family.name}_total"}
        found |= {f"{family.name}_{part}" for part in ("bucket", "sum", "count")}
    return found


@pytest.mark.parametrize("expression", expressions())
def test_every_query_of_the_board_names_what_there_is(expression: str) -> None:
    bare = re.sub(r"\{[^}]*\}|\[[^]]*\]", "", expression)

    asked = set(re.findall(r"[a-z_]{2,}", bare)) - WORDS

    assert asked
    assert asked <= names()


def test_the_board_shows_everything_that_is_counted() -> None:
    asked = " ".join(expressions())

    ours = {each.name for each in metrics.REGISTRY.collect() if each.name.startswith("aixss_")}

    assert {name for name in ours if name not in asked} == set()


def test_the_page_for_operators_explains_everything_that_is_counted() -> None:
    page = (ROOT / "docs/operations.md").read_text()
    table = page.partition("| Metric |")[2].partition("\n\n")[0]

    ours = {each.name for each in metrics.REGISTRY.collect() if each.name.startswith("aixss_")}
    explained = {name.removesuffix("_total") for name in re.findall(r"`(aixss_\w+)`", table)}

    assert explained == ours


# The commands of our own services, as real processes on embedded servers.


@contextmanager
def running(name: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A service's own command, until the block ends; then it has ended as Docker ends it."""
    command = [sys.executable, "-m", "aixss", *SERVICES[name]["command"]]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(LIMIT_S)
        finally:
            process.kill()  # one that stays after all would disturb the tests that follow
            process.wait()
        assert code in (0, -signal.SIGTERM, 130)


def probed(name: str, ports: Mapping[int, int]) -> bytes:
    """What a service answers to its own health check, once it does."""
    found = PROBE.search(SERVICES[name]["healthcheck"]["test"][-1])
    assert found
    url = re.sub(r":(\d+)/", lambda port: f":{ports[int(port[1])]}/", found[1])
    return fetched(url)


def fetched(url: str) -> bytes:
    until = time.monotonic() + LIMIT_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            assert time.monotonic() < until, f"{url} does not answer"
            time.sleep(0.1)


def free_port() -> int:
    with listen("127.0.0.1", 0) as free:
        port: int = free.getsockname()[1]
        return port


@needs_servers
def test_every_service_of_ours_runs_by_its_own_command(tmp_path: Path) -> None:
    with hold(tmp_path) as servers:
        given = {
            "AIXSS_DATABASE_URL": servers.database_url or "",
            "AIXSS_REDIS_URL": servers.redis_url or "",
            "AIXSS_SECRET_KEYS": KEYS,
            "AIXSS_TOKEN_KEYS": TOKEN_KEYS,
        }
        environment = {**os.environ, **given, "AIXSS_GRACE_S": "1"}
        with running("migrate", environment) as migrate:
            assert migrate.wait(LIMIT_S) == 0
        for name, well in (("api", b'"ready":true'), ("worker", b"ok"), ("worker-cpu", b"ok")):
            public, own = free_port(), free_port()
            ports = {"AIXSS_PORT": str(public), "AIXSS_METRICS_PORT": str(own)}
            with running(name, {**environment, **ports}):
                assert well in probed(name, {8000: public, 9100: own})
                shown = fetched(f"http://127.0.0.1:{own}/metrics").decode()
                found = {each.name for each in text_string_to_metric_families(shown)}
                assert {"aixss_database_up", "process_resident_memory_bytes"} <= found
    shutil.rmtree(tmp_path, ignore_errors=True)
