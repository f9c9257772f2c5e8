"""A directory of people that speaks OpenID Connect, small enough for a test: it lets everybody in
as one person, and looks whether the proof of the code exchange fits."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "runwright", "between us"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Directory:
    """What it says about the one person, and what it was asked."""

    email: str
    email_verified: bool
    address: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    verified: bool = False

    @property
    def providers(self) -> dict[str, Any]:
        """allauth's settings that lead here."""
        settings = {"server_url": self.address, "oauth_pkce_enabled": True}
        app = {"provider_id": "openid", "name": "Our directory", "client_id": CLIENT,
               "secret": SECRET, "settings": settings}  # fmt: skip
        return {"openid_connect": {"APPS": [app]}}

    def described(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "let-in", "token_endpoint": "token",
                 "jwks_uri": "keys", "userinfo_endpoint": "person"}  # fmt: skip
        places = {name: f"{self.address}/{path}" for name, path in names.items()}
        return {"issuer": self.address, **places}

    def person(self) -> dict[str, Any]:
        return {"sub": "p-1", "email": self.email, "email_verified": self.email_verified}

    def token(self, given: dict[str, str]) -> dict[str, Any]:
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        self.verified = proof == self.asked["code_challenge"]
        told = {**self.person(), "iss": self.address, "aud": CLIENT, "exp": time.time() + 60,
                "iat": time.time(), "nonce": self.asked.get("nonce", "")}  # fmt: skip
        signed = jwt.encode(told, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]}


@contextmanager
def directory(email: str, *, verified: bool = True) -> Iterator[Directory]:
    """It listens while the block runs."""
    made = Directory(email, verified)

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
            if path == "/let-in":
                made.asked = asked
                back = urlencode({"code": "c-1", "state": asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            else:
                answers = {"/keys": made.keys, "/person": made.person}
                self.say(answers.get(path, made.described)())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(made.token(dict(parse_qsl(body))))

        def say(self, told: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    desk = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    made.address = f"http://127.0.0.1:{desk.server_port}"
    Thread(target=desk.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        desk.shutdown()
        desk.server_close()
