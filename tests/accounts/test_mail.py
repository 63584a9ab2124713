"""E-mail leaves by a job."""

import socketserver
import threading

import pytest

from app.accounts import mail
from app.settings import Settings


class Server(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP to be handed one message."""

    def handle(self):
        self.wfile.write(b"220 ready\r\n")
        body = False
        for line in self.rfile:
            self.server.heard.append(line.decode().rstrip())
            if body:
                body = line != b".\r\n"
                self.wfile.write(b"" if body else b"250 kept\r\n")
                continue
            word = line[:4].upper()
            body = word == b"DATA"
            answers = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}
            self.wfile.write(answers.get(word, b"250 fine") + b"\r\n")


@pytest.fixture
def server():
    with socketserver.TCPServer(("127.0.0.1", 0), Server) as server:
        server.heard = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_message_reaches_the_mail_server(app, server, monkeypatch):
    port = server.server_address[1]
    settings = Settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="deck@example.org")
    monkeypatch.setitem(app.config, "FACTDECK", settings)
    mail.send({"to": "awa@example.org", "subject": "Ségou", "body": "Bonjour"}, lambda _words: None)
    assert "rcpt TO:<awa@example.org>" in server.heard
    assert "From: deck@example.org" in server.heard
    assert "Bonjour" in server.heard


@pytest.mark.parametrize(
    ("mail_from", "public_url", "expected"),
    [
        ("deck@example.org", "https://x.example", "deck@example.org"),
        ("", "https://x.example", "factdeck@x.example"),
        ("", "", "factdeck@localhost"),
    ],
)
def test_the_sender_is_ours(mail_from, public_url, expected):
    assert mail.sender(mail_from, public_url) == expected
