"""Chance that depends on who, never on the order of people: the same seed and ids give the same draw."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matching.errors import MatchingError
from matching.people import Id, id_key
from matching.text import FloatArray

SeedArray = npt.NDArray[np.uint64]
Rng = int | np.random.Generator


def seed_of(rng: Rng) -> int:
    """A seed from what callers pass as `rng`: a whole number, or a generator that is drawn from once."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**63))
    if isinstance(rng, bool) or not isinstance(rng, int):
        raise MatchingError(f"rng {rng!r} is neither a whole number nor a numpy generator")
    return rng


def person_seed(seed: int, person_id: Id) -> np.uint64:
    """A person's own number under this seed."""
    text = "\x1f".join((str(seed), *id_key(person_id)))
    return np.uint64(int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"))


def pair_draws(one: SeedArray, others: SeedArray, draw: int) -> FloatArray:
    """One number above 0 and below 1 for each pair, the same from both sides. Shape: `one` and `others` broadcast."""
    mixed = one + others + np.uint64(0x9E3779B97F4A7C15 * (draw + 1) % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2**53
