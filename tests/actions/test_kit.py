"""The clock of the house."""

from kiosk.actions.kit import utc_now
from kiosk.storage.rows import millis, moment


def test_a_moment_comes_back_from_the_store_as_it_was() -> None:
    moments = [utc_now() for _ in range(200)]

    assert [moment(millis(each)) for each in moments] == moments
