"""Chance that depends on who, never on the order of people: the same seed and ids give the same draw."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matching.errors import MatchingError
from matching.people import Id, id_key
from matching.text import Float32Array

SeedArray = npt.NDArray[np.uint32]
Rng = int | np.random.Generator

# Odd factors with bits all over, so that every bit of a sum of seeds moves about half of the bits of the draw.
_MIXING = ((16, 0x9E3779B1), (15, 0x85EBCA77), (13, 0xC2B2AE3D))


def seed_of(rng: Rng) -> int:
    """A seed from what callers pass as `rng`: a whole number, or a generator that is drawn from once."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**63))
    if isinstance(rng, bool) or not isinstance(rng, int):
        raise MatchingError(f"rng {rng!r} is neither a whole number nor a numpy generator")
    return rng


def person_seed(seed: int, person_id: Id) -> np.uint32:
    """A person's own number under this seed."""
    text = "\x1f".join((str(seed), *id_key(person_id)))
    return np.uint32(int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big"))


def pair_draws(one: SeedArray, others: SeedArray) -> Float32Array:
    """One number above 0 and below 1 for each pair, the same from both sides. Shape: `one` and `others` broadcast."""
    bits = one + others
    for shift, factor in _MIXING:
        bits ^= bits >> np.uint32(shift)
        bits *= np.uint32(factor)
    return _between(bits ^ (bits >> np.uint32(16)))


def mixed(draws: Float32Array) -> Float32Array:
    """Other numbers above 0 and below 1 for these draws, as even over all of them as over those below any share."""
    # The golden ratio spreads every run of neighbouring numbers evenly.
    return _between((draws * np.float32(2**23)).astype(np.uint32) * np.uint32(_MIXING[0][1]))


def _between(bits: SeedArray) -> Float32Array:
    # 23 bits and a half, which 32 bits hold exactly: one bit more could be rounded up to 1.
    return (bits >> np.uint32(9)).astype(np.float32) * np.float32(2**-23) + np.float32(2**-24)
