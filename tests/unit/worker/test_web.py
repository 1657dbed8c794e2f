"""Three pages, read-only, and nothing else."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from streams.worker.health import Health
from streams.worker.metrics import Metrics
from streams.worker.web import WebServer
from tests.worker import free_port


@pytest.fixture
def health() -> Health:
    return Health(stall_timeout=60)


@pytest.fixture
def server(health: Health) -> Iterator[WebServer]:
    server = WebServer("127.0.0.1", free_port(), Metrics(), health)
    server.start()
    yield server
    server.stop()


def ask(server: WebServer, path: str, method: str = "GET") -> tuple[int, str]:
    host, port = server.address
    request = urllib.request.Request(f"http://{host}:{port}{path}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_pages(server: WebServer, health: Health) -> None:
    assert ask(server, "/healthz") == (200, "ok\n")
    assert ask(server, "/readyz") == (503, "starting\n")
    health.started, health.partitions, health.rebalancing = True, 1, False
    assert ask(server, "/readyz") == (200, "ok\n")
    status, metrics = ask(server, "/metrics")
    assert status == 200
    assert 'ittiham_dead_letters_total{reason="too_large"} 0.0' in metrics


@pytest.mark.parametrize("path", ["/", "/router/", "/table/", "/metrics/x", "/graph/", "/healthz/../metrics"])
def test_nothing_else(server: WebServer, path: str) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_read_only(server: WebServer, method: str) -> None:
    assert ask(server, "/metrics", method)[0] == 405


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid", "x" * 70])
def test_an_address_that_is_none_of_ours_is_named(host: str, health: Health) -> None:
    """Not the port, which is as good as any."""
    with pytest.raises(OSError, match=rf"cannot listen on {host}:\d+ \(ITTIHAM_WEB_HOST\): "):
        WebServer(host, free_port(), Metrics(), health).start()


def test_taken_port_is_named(server: WebServer, health: Health) -> None:
    host, port = server.address
    with pytest.raises(OSError, match=rf"cannot listen on {host}:{port} \(ITTIHAM_WEB_PORT\)"):
        WebServer(host, port, Metrics(), health).start()
