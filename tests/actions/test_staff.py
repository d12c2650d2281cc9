"""People with PINs: a PIN names its person, wrong ones are counted, and what is forgotten is given anew."""

import pytest

from kiosk.actions import manage_staff
from kiosk.actions.check_pin import check_pin, has_staff, has_supervisor
from kiosk.actions.manage_staff import add_staff, list_staff, remove_staff, reset_pin
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import Device, DeviceRole
from kiosk.domain.errors import (
    InvalidFieldsError,
    PinNeededError,
    PinWrongError,
    StaffExistsError,
    TooManyTriesError,
    UnknownStaffError,
)
from kiosk.domain.staff import Staff, StaffRole
from kiosk.storage.store import Store
from tests.bench import Bench


def typed(bench: Bench, pin: str, device: Device | None = None, at_least: StaffRole = StaffRole.CASHIER) -> Staff:
    with bench.kit.store.writing() as store:
        return check_pin(bench.kit, store, pin, device=(device or bench.door).id, at_least=at_least)


def other_than(*pins: str) -> str:
    return next(each for each in ("000001", "000002", "000003") if each not in pins)


def fail(bench: Bench, times: int, wrong: str) -> None:
    for _ in range(times):
        with pytest.raises(PinWrongError):
            typed(bench, wrong)


def test_a_pin_alone_says_who_is_typing(bench: Bench) -> None:
    awa, hers = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)
    paul, his = add_staff(bench.kit, "Paul Eko", StaffRole.SUPERVISOR)

    assert (typed(bench, hers), typed(bench, his)) == (awa, paul)
    assert list_staff(bench.kit) == [awa, paul]


def test_a_pin_that_is_somebodys_already_is_drawn_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["111111", "111111", "111111", "222222"])
    monkeypatch.setattr(manage_staff, "new_pin", lambda: next(drawn))

    pins = [add_staff(bench.kit, name, StaffRole.CASHIER)[1] for name in ("Awa Ndi", "Paul Eko")]

    assert pins == ["111111", "222222"]


def test_a_new_pin_ends_the_one_before(bench: Bench) -> None:
    awa, first = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)

    again, second = reset_pin(bench.kit, " awa  NDI ")

    assert again == awa
    assert typed(bench, second) == awa
    if first != second:
        fail(bench, 1, first)


def test_a_pin_taken_back_opens_nothing_and_the_name_is_free_again(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)

    remove_staff(bench.kit, "Awa Ndi")

    fail(bench, 1, pin)
    assert list_staff(bench.kit) == []
    assert add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)[0].name == "Awa Ndi"


def test_two_people_of_one_name_cannot_be_told_apart_so_the_second_is_refused(bench: Bench) -> None:
    add_staff(bench.kit, "Élodie", StaffRole.CASHIER)

    with pytest.raises(StaffExistsError):
        add_staff(bench.kit, "éLODIE ", StaffRole.SUPERVISOR)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_be_one_is_refused(bench: Bench, name: str) -> None:
    with pytest.raises(InvalidFieldsError):
        add_staff(bench.kit, name, StaffRole.CASHIER)


def test_nobody_of_that_name_has_nothing_to_reset_or_take_back(bench: Bench) -> None:
    for act in (reset_pin, remove_staff):
        with pytest.raises(UnknownStaffError):
            act(bench.kit, "Awa Ndi")


def test_a_role_that_is_not_enough_is_told_so_and_does_not_count_as_wrong(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)

    for _ in range(7):
        with pytest.raises(PinNeededError):
            typed(bench, pin, at_least=StaffRole.SUPERVISOR)

    assert typed(bench, pin).name == "Awa Ndi"


def test_five_wrong_pins_in_a_row_stop_even_the_right_one_on_that_device_for_five_minutes(bench: Bench) -> None:
    awa, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    fail(bench, 5, other_than(pin))

    with pytest.raises(TooManyTriesError) as told:
        typed(bench, pin)

    assert told.value.retry_after == 300
    assert typed(bench, pin, other) == awa
    bench.clock.forward(seconds=299)
    with pytest.raises(TooManyTriesError):
        typed(bench, pin)
    bench.clock.forward(seconds=1)
    assert typed(bench, pin) == awa


def test_a_right_pin_forgives_the_wrong_ones_before_it(bench: Bench) -> None:
    awa, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)

    for _ in range(3):
        fail(bench, 4, other_than(pin))
        assert typed(bench, pin) == awa


def test_after_the_rest_the_count_begins_anew(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)
    fail(bench, 5, other_than(pin))
    bench.clock.forward(minutes=5)

    fail(bench, 4, other_than(pin))

    assert typed(bench, pin).name == "Awa Ndi"


def test_wrong_pins_are_remembered_over_a_restart(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)
    fail(bench, 5, other_than(pin))
    bench.store.close()

    bench.store = Store(bench.path / "kiosk.db")
    with bench.store.writing() as store, pytest.raises(TooManyTriesError):
        check_pin(bench.kit, store, pin, device=bench.door.id)


def test_a_wrong_pin_undoes_what_was_written_with_it_and_is_counted_all_the_same(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Awa Ndi", StaffRole.CASHIER)
    badge, wrong = "BBBBBBBBBB", other_than(pin)
    (guest,) = bench.invite("Paul Eko")

    def replace_if_known() -> None:
        with bench.kit.store.writing() as store:
            store.codes.add_badge(badge, guest.id, guest.event, bench.clock())
            check_pin(bench.kit, store, wrong, device=bench.door.id)

    with pytest.raises(PinWrongError):
        replace_if_known()

    with bench.kit.store.reading() as store:
        assert store.codes.badge(badge) is None
        counted = store.staff.wrong_pins(bench.door.id)
    assert counted is not None
    assert counted.count == 1


def test_a_house_knows_whether_anybody_and_whether_a_supervisor_has_a_pin(bench: Bench) -> None:
    known = []
    for name, role in (("", None), ("Awa Ndi", StaffRole.CASHIER), ("Paul Eko", StaffRole.ORGANISER)):
        if role is not None:
            add_staff(bench.kit, name, role)
        with bench.kit.store.reading() as store:
            known.append((has_staff(store), has_supervisor(store)))

    assert known == [(False, False), (True, False), (True, True)]
