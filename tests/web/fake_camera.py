"""A film of a label for Chromium's fake camera: one grey picture of a QR code, as Y4M."""

from pathlib import Path

import zxingcpp

WIDTH, HEIGHT = 640, 480
SCALE = 10
FRAMES = 5
WHITE, GREY = 235, 128


def film_of(text: str, place: Path) -> Path:
    """Write the film; the camera shows it over and over."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(code.to_image(scale=SCALE, add_quiet_zones=True))
    side = picture.shape[0]
    left, top = (WIDTH - side) // 2, (HEIGHT - side) // 2
    rows = [bytearray([WHITE]) * WIDTH for _row in range(HEIGHT)]
    dots = picture.tobytes()
    for row in range(side):
        rows[top + row][left : left + side] = dots[row * side : (row + 1) * side]
    frame = b"FRAME\n" + b"".join(rows) + bytes([GREY]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip C420jpeg\n".encode()
    place.write_bytes(head + frame * FRAMES)
    return place


def camera_flags(film: Path) -> list[str]:
    """What Chromium is started with to see the film."""
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
