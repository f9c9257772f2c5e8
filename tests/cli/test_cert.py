"""The certificates of ``runwright cert`` are believed by whoever trusts the authority."""

import socket
import ssl
import threading
from pathlib import Path

import pytest

from runwright.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.HOME = tmp_path
    assert main(["cert", "shop.local", "10.1.2.3"]) == 0
    return tmp_path / "certificates"


def handshake(folder: Path, name: str) -> dict[str, object]:
    """Connect to a server with the certificate under ``name``; the certificate it showed."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.pem", folder / "server.key")
    here, there = socket.socketpair()

    def answer() -> None:
        try:
            with server.wrap_socket(there, server_side=True) as line:
                line.recv(1)
        except OSError:
            there.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        client = ssl.create_default_context(cafile=str(folder / "ca.pem"))
        with client.wrap_socket(here, server_hostname=name) as line:
            return line.getpeercert()
    finally:
        here.close()
        thread.join()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "shop.local", "10.1.2.3"])
def test_a_browser_that_trusts_the_authority_trusts_the_server(folder, name):
    assert handshake(folder, name)


def test_another_name_is_not_trusted(folder):
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(folder, "elsewhere.local")


def test_renewing_keeps_the_authority_that_stations_trust(folder):
    before = (folder / "ca.pem").read_bytes(), (folder / "server.pem").read_bytes()
    assert main(["cert", "shop.local"]) == 0
    assert (folder / "ca.pem").read_bytes() == before[0]
    assert (folder / "server.pem").read_bytes() != before[1]
    assert handshake(folder, "shop.local")


def test_keys_are_for_the_owner_alone(folder):
    modes = {(folder / name).stat().st_mode & 0o777 for name in ("ca.key", "server.key")}
    assert modes == {0o600}


def test_it_says_what_to_do_with_the_certificate(folder, capsys):
    assert main(["cert", "shop.local"]) == 0
    said = capsys.readouterr().out
    assert str(folder / "ca.pem") in said
    assert "shop.local" in said
    assert "runwright up --tls" in said
