"""Which files may be kept: told from their first bytes, never from their name."""

from runwright.kernel.errors import Invalid, gettext_noop

LARGEST = 4 * 1024 * 1024
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)


class FileNotTaken(Invalid):
    """A file of a kind that is not kept: pages, drawings with scripts, programs, anything else."""

    template = gettext_noop("{name} is neither a PNG, JPEG, GIF or WebP picture nor a PDF.")
    field = "file"


class FileTooLarge(Invalid):
    """A file above the limit."""

    template = gettext_noop("{name} is larger than {largest} MB.")
    field = "file"


def media_type_of(*, name: str, content: bytes, pictures_only: bool = False) -> str:
    """The media type of a file that may be kept. Raises ``FileNotTaken`` and ``FileTooLarge``."""
    if len(content) > LARGEST:
        raise FileTooLarge(name=name, largest=LARGEST // (1024 * 1024))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for begin, media_type in SIGNATURES:
        if content.startswith(begin) and not (pictures_only and media_type == "application/pdf"):
            return media_type
    raise FileNotTaken(name=name)
