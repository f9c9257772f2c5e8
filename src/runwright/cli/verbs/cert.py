"""``runwright cert``: a certificate authority of one's own and a certificate for this machine.

The camera and the offline mode of a browser need HTTPS. Install ``ca.pem`` on the stations once;
the server certificate can then be renewed without touching them.
"""

import argparse
import ipaddress
import socket
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from runwright.journal.clock import now

CA_YEARS = 10
SERVER_DAYS = 397
"""Browsers refuse server certificates that live longer than 398 days."""

ELSEWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: nobody has it, but there is a way towards it."""
STEPS = """
The certificate is good for {names}; make it anew within {days} days by the same command.

1. Copy {authority} to every station and let it be trusted:
   Android   Settings, Security, Encryption, Install a certificate, CA certificate
   iPad      open the file, install the profile, then Settings, General, About,
             Certificate Trust Settings: switch it on
   Windows   open the file, Install, Local Machine, Trusted Root Certification Authorities
   Linux     chromium: Settings, Privacy and security, Manage certificates, Authorities, Import
2. Start the program with TLS: runwright up --tls --host 0.0.0.0
3. Open https://ADDRESS:8000/station on the station.

The keys stay on this machine. Missing a name or an address? runwright cert NAME …
"""

Key = ec.EllipticCurvePrivateKey


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", help="more names or addresses people will type")


def run(options: argparse.Namespace) -> int:
    folder = settings.HOME / "certificates"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = [socket.gethostname(), *addresses()]
    names = list(dict.fromkeys(["localhost", "127.0.0.1", "::1", *own, *options.names]))
    authority, authority_key = authority_in(folder)
    server_into(folder, names, authority, authority_key)
    print(STEPS.format(names=", ".join(names), authority=folder / "ca.pem", days=SERVER_DAYS))
    return 0


def addresses() -> list[str]:
    """The address of this machine in its network, if it has one; nothing is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(ELSEWHERE)
        except OSError:
            return []
        return [str(line.getsockname()[0])]


def authority_in(folder: Path) -> tuple[x509.Certificate, Key]:
    """The authority kept in ``folder``, made the first time."""
    place, key_place = folder / "ca.pem", folder / "ca.key"
    if place.exists():
        kept = serialization.load_pem_private_key(key_place.read_bytes(), None)
        if not isinstance(kept, ec.EllipticCurvePrivateKey):
            raise SystemExit(f"{key_place} is not a key that runwright cert made.")
        return x509.load_pem_x509_certificate(place.read_bytes()), kept
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Runwright at {socket.gethostname()}")
    certificate = (
        _certificate(name, name, key, timedelta(days=365 * CA_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    _keep(place, certificate, key_place, key)
    return certificate, key


def server_into(
    folder: Path, names: list[str], authority: x509.Certificate, authority_key: Key
) -> None:
    """Write a new server certificate for ``names``, signed by the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives = x509.SubjectAlternativeName([_alternative(name) for name in names])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    certificate = (
        _certificate(_name(names[0]), authority.subject, key, timedelta(days=SERVER_DAYS))
        .add_extension(alternatives, critical=False)
        .add_extension(usage, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _keep(folder / "server.pem", certificate, folder / "server.key", key)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Key, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(hours=1))
        .not_valid_after(now() + life)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _keep(place: Path, certificate: x509.Certificate, key_place: Path, key: Key) -> None:
    """Write both files; the key for the owner's eyes only, in the form Granian reads (PKCS 8)."""
    place.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_place.touch(mode=0o600)
    key_place.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
