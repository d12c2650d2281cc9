"""`kiosk pair`: enrol a tablet, a projector or a reader."""

import click

from kiosk.actions.pair_by_code import offer_code
from kiosk.actions.sign_in import pair_device
from kiosk.badges.qr import terminal
from kiosk.cli.house import Chosen, as_json, give, say
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.device import DeviceRole

HELP = "Enrol a device: scan its QR on that device, or type its six digits there. The key is shown once."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--role", type=click.Choice([each.value for each in DeviceRole]), required=True, help="where it stands")
@click.option("--name", required=True, help="what people call it, such as Porte 1")
@as_json
@click.pass_obj
def pair(chosen: Chosen, role: str, name: str, as_json: bool) -> None:
    """Make a key and show it once."""
    with chosen.opened() as house:
        device, key = pair_device(house.kit, name.strip()[:60], DeviceRole(role))
        settings, code = house.settings, offer_code(house.kit, device)
        url, local = f"{settings.base_url}/enrol#{key}", f"http://localhost:{settings.port}/enrol#{key}"
        secure = f"{settings.secure_url}/enrol#{key}" if settings.secure_url else None
        if as_json:
            give(
                {"device_id": device.id, "key": key, "enrol_url": url, "secure_enrol_url": secure, "code": code},
            )
            return
        shown = secure if secure and device.needs_privacy else url
        _show(shown)
        if secure and device.needs_privacy:
            say("Before that, once on this tablet: %(url)s", {"url": f"{settings.base_url}/ca"})
        say("On this machine itself: %(url)s", {"url": local})
        spoken = {"code": f"{code[:3]} {code[3:]}", "url": shown.partition("#")[0]}
        say("Or type %(code)s on %(url)s, within ten minutes.", spoken)


def _show(url: str) -> None:
    click.echo(terminal(url), err=True)
    click.echo(url, err=True)
