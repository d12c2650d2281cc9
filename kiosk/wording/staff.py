"""What people at work are called."""

from collections.abc import Mapping

from kiosk.domain.staff import StaffRole
from kiosk.wording.catalog import N_

ROLES: Mapping[StaffRole, str] = {
    StaffRole.CASHIER: N_("cash desk"),
    StaffRole.SUPERVISOR: N_("supervisor"),
    StaffRole.ORGANISER: N_("organiser"),
}
