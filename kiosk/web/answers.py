"""Answers that more than one route gives."""

from kiosk.badges.qr import svg_path
from kiosk.domain.scan import Scan
from kiosk.views.scans import View, scan_view
from kiosk.web.context import service, viewer


def scan_answer(scan: Scan) -> View:
    """A scan's answer, as the asking device may see it; with a claim comes its QR code."""
    shown = scan_view(scan, viewer().staffed, service().claim_url)
    if shown["claim_url"]:
        size, path = svg_path(shown["claim_url"])
        shown["claim_qr"] = {"size": size, "path": path}
    return shown
