"""How a door tablet comes to trust this house: its certificate to install, step by step, over plain http."""

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from kiosk.domain.errors import NoHttpsError
from kiosk.web.access import Who, allow
from kiosk.web.context import Authority, service

authority = Blueprint("authority", __name__)

FILE = "palabre-ca.crt"


@authority.get("/ca")
@allow(Who.ANYONE)
def show_authority() -> ResponseReturnValue:
    """The page to open on the tablet."""
    return render_template("door/ca.html", authority=_known())


@authority.get("/ca.crt")
@allow(Who.ANYONE)
def give_certificate() -> ResponseReturnValue:
    """The certificate, as phones and tablets expect one."""
    response = make_response(_known().certificate)
    response.headers["Content-Type"] = "application/x-x509-ca-cert"
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _known() -> Authority:
    known = service().authority
    if known is None:
        raise NoHttpsError
    return known
