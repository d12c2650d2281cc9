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
        code, url = offer_code(house.kit, device), f"{house.settings.base_url}/enrol#{key}"
        if as_json:
            give({"device_id": device.id, "key": key, "enrol_url": url, "code": code})
            return
        click.echo(terminal(url), err=True)
        click.echo(url, err=True)
        say("On this machine itself: %(url)s", {"url": f"http://localhost:{house.settings.port}/enrol#{key}"})
        spoken = {"code": f"{code[:3]} {code[3:]}", "url": f"{house.settings.base_url}/enrol"}
        say("Or type %(code)s on %(url)s, within ten minutes.", spoken)
