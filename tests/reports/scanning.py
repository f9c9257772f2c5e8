"""Stations with their devices, and scans that waited."""

from runwright.floor.models import Device, ParkedScan
from runwright.journal.clock import now
from runwright.kernel.ids import uuid7
from runwright.resources.models import Department, Station


def stations_lay_down() -> None:
    """Two stations with a device each, one of them not enrolled, and a scan in every state."""
    department = Department.objects.get()
    for n, type in enumerate(("init", "split")):
        station = Station.objects.create(name=f"M{n}", type=type, department=department)
        device = Device.objects.create(
            name=f"Tablet {n}", station=station, token_hash=bytes([n]) * 32 if n else None,
            enrolled_at=now() if n else None, clock_off=3600 if n else None,
        )  # fmt: skip
    for state in ("waiting", "conflict", "applied", "dropped"):
        decision = "counted twice" if state == "dropped" else ""
        ParkedScan.objects.create(
            id=uuid7(), device=device, body="{}", state=state, refusal="not_yet_scanned",
            device_at=now(), decision=decision,
        )  # fmt: skip
