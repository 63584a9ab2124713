"""A real server in its own process, and learners who talk to it over HTTP."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer

ROOT = Path(__file__).parents[1]
RAW_TOKEN = "f" * 40
DEADLINE_S = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`flask run` on an instance folder of its own."""

    def __init__(self, instance: Path, **settings: str) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "FACTDECK_INSTANCE_PATH": str(instance),
            **{f"FACTDECK_{name.upper()}": value for name, value in settings.items()},
        }

    def start(self) -> "Server":
        return self._start("-m", "flask", "--app", "app", "run", "--port", str(self.port))

    def _start(self, *words: str) -> "Server":
        # A file, not a pipe: nobody reads along, and a full pipe would stop the server.
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as the server
        self.process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
        )
        self._wait()
        return self

    def _wait(self) -> None:
        end = time.monotonic() + DEADLINE_S
        while time.monotonic() < end:
            if self.process.poll() is not None:
                self.log.seek(0)
                raise RuntimeError(self.log.read().decode())
            visitor = Learner(self.port)
            try:
                if visitor.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.02)
            finally:
                visitor.close()
        raise TimeoutError("the server did not come up")

    def kill(self) -> None:
        """As a power cut would: no warning, nothing finished."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        self.process.send_signal(how)
        self.process.wait()
        self.log.close()

    def cpu_seconds(self) -> float:
        """The processor time of the server so far, user and system (proc(5), fields 14 and 15)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Learner:
    """One keep-alive connection with a session cookie."""

    def __init__(self, port: int, app=None, **session: object) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.cookie, self.token = "", ""
        if app is not None:
            values = {"csrf_token": RAW_TOKEN, "_permanent": True, **session}
            signer = app.session_interface.get_signing_serializer(app)
            self.cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(values)}"
            tokens = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
            self.token = tokens.dumps(RAW_TOKEN)

    def get(self, path: str) -> tuple[int, str]:
        return self._send("GET", path)

    def post(self, path: str, **fields: object) -> tuple[int, str]:
        return self._send("POST", path, urlencode({"csrf_token": self.token, **fields}))

    def close(self) -> None:
        self.connection.close()

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            if renewed := response.headers.get("Set-Cookie"):
                self.cookie = renewed.partition(";")[0]
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            # The connection is of no use any more; the next request opens another.
            self.connection.close()
            raise OSError from None


def form_of(page: str, action: str) -> tuple[str, dict[str, str]]:
    """The first form whose action matches, and its hidden fields."""
    found = re.search(rf'<form[^>]*action="({action})"[^>]*>(.*?)</form>', page, re.DOTALL)
    if found is None:
        raise LookupError(f"no form {action}")
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[2])
    return found[1], dict(fields)
