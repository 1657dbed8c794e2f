"""Hears of alerts from Alertmanager's webhook and writes each on a line of its log. Python's standard library alone.

`python log_receiver.py [HOST] [PORT]`: 0.0.0.0 and 8080, unless told otherwise. RUNBOOKS and GRAFANA in the environment
make the links absolute that are not.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_LONGEST = 1 << 20


class Receiver(BaseHTTPRequestHandler):
    """Answers 200 to what it understood, so that Alertmanager sends everything else again."""

    def do_POST(self) -> None:
        """One message, of one or more alerts."""
        try:
            message = json.loads(self.rfile.read(min(int(self.headers["Content-Length"]), _LONGEST)))
            for alert in message["alerts"]:
                print(_line(alert), flush=True)  # noqa: T201 - its log is what it is for
        except (ValueError, KeyError, TypeError) as error:
            self.send_error(400, f"expected a message of Alertmanager: {error!r}")
            return
        self.send_response(200)
        self.end_headers()

    def do_GET(self) -> None:
        """Alive."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are not what it logs."""


def _line(alert: dict[str, dict[str, str]]) -> str:
    labels, notes = alert["labels"], alert["annotations"]
    about = " ".join(f"{name}={labels[name]}" for name in sorted(labels.keys() - {"alertname", "severity"}))
    links = f"{_absolute('RUNBOOKS', notes['runbook_url'])} {_absolute('GRAFANA', notes['dashboard_url'])}"
    return f"{alert['status']} {labels['severity']} {labels['alertname']} {about}: {notes['description']} {links}"


def _absolute(setting: str, link: str) -> str:
    return link if link.startswith(("http://", "https://")) else os.environ.get(setting, "") + link


if __name__ == "__main__":
    host, port = [*sys.argv[1:], *("0.0.0.0", "8080")[len(sys.argv) - 1 :]]  # noqa: S104 - inside its container
    ThreadingHTTPServer((host, int(port)), Receiver).serve_forever()
