"""A built service over the bench's house, without processes."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from kiosk.assemble.house import House
from kiosk.assemble.service import Running, build_service
from kiosk.config import Home, Settings
from tests.bench import HOST, Bench


@pytest.fixture
def running(bench: Bench) -> Iterator[Running]:
    house = House(Home(bench.path), Settings(address=HOST), bench.kit, bench.store)
    service = build_service(house, 80, mode="threading", matchmaker=False)
    yield service
    service.publisher.settle()


@pytest.fixture
def client(running: Running) -> Callable[[], FlaskClient]:
    """A fresh browser each time it is called."""
    return running.app.test_client


@pytest.fixture
def door(bench: Bench) -> dict[str, str]:
    """What the door tablet sends with each request."""
    return {"Authorization": f"Bearer {bench.key}"}
