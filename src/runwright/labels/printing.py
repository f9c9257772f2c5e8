"""Papers as PDF; the drawing library is loaded with the first one."""

from runwright.labels.papers import Paper


def paper_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file."""
    from runwright.labels import drawing  # half a second that no start of the program waits for

    return drawing.paper_pdf(paper)
