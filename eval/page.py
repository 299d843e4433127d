"""The report as one page of HTML."""

from eval.outcomes import Report


def page(report: Report) -> str:
    """Return the page."""
    return ""
