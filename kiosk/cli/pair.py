"""`kiosk pair`: enrol a tablet, a projector or a reader."""

import click

from kiosk.actions.sign_in import pair_device
from kiosk.badges.qr import terminal
from kiosk.cli.house import Chosen, as_json, give, say
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.device import DeviceRole

HELP = "Enrol a device: open its address, or scan its QR, on that device. The key is shown once."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--role", type=click.Choice([each.value for each in DeviceRole]), required=True, help="where it stands")
@click.option("--name", required=True, help="what people call it, such as Porte 1")
@as_json
@click.pass_obj
def pair(chosen: Chosen, role: str, name: str, as_json: bool) -> None:
    """Make a key and show it once."""
    with chosen.opened() as house:
        device, key = pair_device(house.kit, name.strip()[:60], DeviceRole(role))
        settings = house.settings
        url, local = f"{settings.base_url}/enrol#{key}", f"http://localhost:{settings.port}/enrol#{key}"
        secure = f"{settings.secure_url}/enrol#{key}" if settings.secure_url else None
        if as_json:
            give({"device_id": device.id, "key": key, "enrol_url": url, "secure_enrol_url": secure})
            return
        _show(secure if secure and device.needs_privacy else url)
        if secure and device.needs_privacy:
            say("Before that, once on this tablet: %(url)s", {"url": f"{settings.base_url}/ca"})
        say("On this machine itself: %(url)s", {"url": local})


def _show(url: str) -> None:
    click.echo(terminal(url), err=True)
    click.echo(url, err=True)
