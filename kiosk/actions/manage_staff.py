"""Give somebody a PIN, another one, or take it back."""

from kiosk.actions.check_pin import person_of_pin
from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.domain.errors import InvalidFieldsError, StaffExistsError, UnknownStaffError
from kiosk.domain.staff import Staff, StaffId, StaffRole, hash_pin, new_pin

LONGEST_NAME = 60


def add_staff(kit: Kit, name: str, role: StaffRole) -> tuple[Staff, str]:
    """Take somebody on; their PIN comes back once and is kept only as a hash.

    Raises:
        InvalidFieldsError: the name is empty, too long or not printable.
        StaffExistsError: somebody of that name works here already.
    """
    cleaned = " ".join(name.split())
    if not cleaned.isprintable() or not 0 < len(cleaned) <= LONGEST_NAME:
        raise InvalidFieldsError({"name": "1_to_60_letters"})
    staff = Staff(StaffId(new_id("st")), cleaned, role)
    with kit.store.writing() as store:
        if _named(store, cleaned) is not None:
            raise StaffExistsError(cleaned)
        pin = _free_pin(kit, store)
        store.staff.add(staff, hash_pin(kit.key, pin), kit.now())
    return staff, pin


def reset_pin(kit: Kit, name: str) -> tuple[Staff, str]:
    """Give somebody another PIN, shown once; the one before opens nothing.

    Raises:
        UnknownStaffError: nobody of that name works here.
    """
    with kit.store.writing() as store:
        staff = _known(store, name)
        pin = _free_pin(kit, store)
        store.staff.change_pin(staff.id, hash_pin(kit.key, pin))
    return staff, pin


def remove_staff(kit: Kit, name: str) -> Staff:
    """Take somebody's PIN back; what they did keeps their name.

    Raises:
        UnknownStaffError: nobody of that name works here.
    """
    with kit.store.writing() as store:
        staff = _known(store, name)
        store.staff.remove(staff.id, kit.now())
    return staff


def list_staff(kit: Kit) -> list[Staff]:
    """Everybody who works here, by name."""
    with kit.store.reading() as store:
        return store.staff.living()


def _free_pin(kit: Kit, store: Transaction) -> str:
    """A PIN that is nobody's yet: a PIN alone names its person."""
    while person_of_pin(kit, store, pin := new_pin()) is not None:
        pass
    return pin


def _named(store: Transaction, name: str) -> Staff | None:
    wanted = " ".join(name.split()).casefold()
    return next((staff for staff in store.staff.living() if staff.name.casefold() == wanted), None)


def _known(store: Transaction, name: str) -> Staff:
    staff = _named(store, name)
    if staff is None:
        raise UnknownStaffError(name)
    return staff
