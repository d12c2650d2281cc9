"""A room as numbers: what each pair is worth now, and nothing where it may not be."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from matching.book import Book
from matching.chance import mixed, pair_draws, person_seed
from matching.contacts import Contacts
from matching.criteria import BoolArray, Comparison
from matching.history import Answer, History
from matching.pairs import Pair
from matching.people import Id, Person, id_key
from matching.reasons import Reasons
from matching.reciprocity import Tastes, chance, fuse
from matching.rules import Rules
from matching.sides import Side
from matching.text import Float32Array, FloatArray
from matching.utilities import Wishes
from matching.vetoes import Vetoes

PositionArray = npt.NDArray[np.intp]

BLOCK, STRIP = 256, 64
"""How many rows are compared at once, and valued at once: for the second, what is computed stays near the processor."""
_TIE_BREAK = 1e-9
_LOGISTIC = np.float32(np.sqrt(3) / np.pi)
"""The scale of a logistic whose standard deviation is 1."""
_SAMPLED = 1_000


class Board:
    """People by position, which never moves, and the value of every pair of them.

    Cost: n² and the texts once, in blocks of rows; then one person's row, n and their texts, per change. Memory: 4 n²
    bytes for what everybody wants.
    """

    def __init__(self, people: Sequence[Person], rules: Rules, history: History, seed: int) -> None:
        self.rules = rules
        self.seed = seed
        self.contacts = Contacts(history)
        self._tastes = Tastes(history.feedback, rules.feedback_prior)
        self.book = Book(people, rules)
        self.ids: list[Id] = [person.id for person in people]
        self.index = {person_id: at for at, person_id in enumerate(self.ids)}
        self.available = np.ones(len(people), dtype=bool)
        self.slots = np.array([person.slots for person in people], dtype=np.intp)
        self._seeds = np.array([person_seed(seed, person_id) for person_id in self.ids], dtype=np.uint32)
        self._learnt = self._taste(self.ids)
        self._talks = np.array([self.contacts.talks[person_id] for person_id in self.ids], dtype=np.float64)
        self._wanted: Float32Array = np.zeros((len(people), len(people)), dtype=np.float32)
        self.recount(range(len(people)))

    def recount(self, present: Iterable[int]) -> None:
        """Take rarity and means from the people at these positions, and value every pair anew."""
        here = list(present)
        self._explore = self.rules.explore * min(1.0, self.rules.candidates / max(len(here) - 1, 1))
        statistics = self.book.statistics(here)
        self._comparison = Comparison(self.book, statistics, self.rules.min_fit)
        self._wishes = Wishes(self.rules, self._comparison)
        self._vetoes = Vetoes(self.book, self.rules, self._comparison)
        self._reasons = Reasons(self.book, statistics, self._comparison)
        n = len(self.ids)
        # The mean is that of the room; of a thousand people spread evenly over a larger one.
        sample = self._comparison.side(np.linspace(0, n - 1, min(n, _SAMPLED)).astype(int).tolist())
        evidence = self._wishes.evidence(sample, sample)
        self._mean = self._wishes.mean(evidence)
        if n <= _SAMPLED:
            self._wanted[:n, :n] = self._wishes.settled(evidence, self._mean)
            return
        everybody = self._comparison.side(range(n))
        for rows in blocks(n):
            self._wanted[rows.start : rows.stop, :n] = self._wishes_of(self._comparison.side(rows), everybody)

    def write(self, person: Person) -> int:
        """Add a person, or replace their profile, and value their pairs; answers their position."""
        at = self.index.setdefault(person.id, len(self.ids))
        if at == len(self.ids):
            self._grow(person)
        self.book.write(at, person)
        self._vetoes.write(at)
        self.slots[at] = person.slots
        n = len(self.ids)
        one, everybody = self._comparison.side([at]), self._comparison.side(range(n))
        self._wanted[at, :n] = self._wishes_of(one, everybody)[0]
        self._wanted[:n, at] = self._wishes_of(everybody, one)[:, 0]
        return at

    def weights(self, rows: Sequence[int]) -> FloatArray:
        """What the people at these positions are worth to each other one: (rows, n), 0 where a pair may not be."""
        worth, allowed, lack = np.empty((len(rows), len(self.ids))), self._admissible(rows), self._shortfall()
        for some in blocks(len(rows), STRIP):
            part = slice(some.start, some.stop)
            worth[part] = self._value(rows[part], lack) * allowed[part]
        for row, position in enumerate(rows):
            self._tell_apart(position, worth[row])
        return worth

    def weight(self, one: int, other: int) -> float:
        """What one pair of positions is worth, 0 where it may not be."""
        return float(self.weights([one])[0, other])

    def learn(self, answer: Answer) -> None:
        """Take one more answer into account; both people are among those here."""
        self._tastes.learn(answer)
        two = answer[:2]
        at = [self.index[person] for person in two]
        for learnt, now in zip(self._learnt, self._taste(two), strict=True):
            learnt[at] = now

    def meet(self, a: Id, b: Id) -> None:
        """These two talked; both are among those here."""
        self.contacts.meet(a, b)
        for person in (a, b):
            self._talks[self.index[person]] = self.contacts.talks[person]

    def pair(self, one: int, other: int, weight: float) -> Pair:
        """The pair of two positions, with its reasons."""
        first, second = sorted((one, other), key=lambda at: id_key(self.ids[at]))
        # What only breaks ties is no part of the score.
        return Pair(self.ids[first], self.ids[second], round(float(weight), 6), self._reasons.between(first, second))

    def _wishes_of(self, rows: Side, columns: Side) -> Float32Array:
        return self._wishes.settled(self._wishes.evidence(rows, columns), self._mean)

    def _value(self, rows: Sequence[int], lack: Float32Array) -> FloatArray:
        """What pairs with these people are worth to both, before what is known of the two: (rows, n).

        In 32 bits, but for what breaks ties: seven digits are more than a wish can have.
        """
        rules, n, at = self.rules, len(self.ids), _lying(rows)
        selectivity, desirability, doubt = self._learnt
        draws = pair_draws(self._seeds[at][:, None], self._seeds[None, :])
        drawn = rules.baseline + _explored(draws, self._explore, doubt[at], doubt)
        # Copied as it lies and only then turned: reading it across takes twice as long.
        theirs, others = self._wanted[at, :n], self._wanted[:n, at].copy().T.copy()
        wish = chance(rules.slope * theirs + (selectivity[at][:, None] + desirability) + drawn)
        answer = chance(rules.slope * others + (desirability[at][:, None] + selectivity) + drawn)
        lifted = 1 + rules.shortfall * np.maximum(lack[at][:, None], lack[None, :])
        value = fuse(wish, answer, rules.fusion) * lifted
        return np.asarray(value * (1 + np.multiply(draws, _TIE_BREAK, dtype=np.float64)))

    def _tell_apart(self, position: int, worth: FloatArray) -> None:
        """Write what is known of the person at a position and each other one into what they are worth, shape (n,)."""
        person = self.ids[position]
        if known := self._positions(self.contacts.known.get(person, ())):
            worth[known] *= np.where(self._vetoes.only_new(position, known), 0.0, self.rules.known_factor)
        for far, gain in self.contacts.bridges(person).items():
            if far in self.index and worth[self.index[far]] > 0:
                worth[self.index[far]] += self.rules.bridge * gain
        if barred := self._positions(self.contacts.barred.get(person, ())):
            worth[barred] = 0.0

    def _admissible(self, rows: Sequence[int]) -> BoolArray:
        """Which pairs with these people may be at all: both free, and no veto between them: (rows, n)."""
        allowed = self._vetoes.allowed(rows, range(len(self.ids)))
        allowed &= self.available
        allowed[~self.available[_lying(rows)]] = False
        return allowed

    def _shortfall(self) -> Float32Array:
        """How far each person's talks are below the median of those who are here, 0 to 1."""
        talks = self._talks
        median = float(np.median(talks[self.available])) if self.available.any() else 0.0
        return np.clip((median - talks) / max(median, 1.0), 0.0, 1.0).astype(np.float32)

    def _taste(self, ids: Sequence[Id]) -> tuple[Float32Array, Float32Array, Float32Array]:
        found = (self._tastes.selectivity(ids), self._tastes.desirability(ids), self._tastes.doubt(ids))
        selectivity, desirability, doubt = (each.astype(np.float32) for each in found)
        return selectivity, desirability, doubt

    def _positions(self, people: Iterable[Id]) -> list[int]:
        return [self.index[person] for person in people if person in self.index]

    def _grow(self, person: Person) -> None:
        self.ids.append(person.id)
        self.available = np.append(self.available, True)
        self.slots = np.append(self.slots, person.slots)
        self._seeds = np.append(self._seeds, person_seed(self.seed, person.id))
        self._talks = np.append(self._talks, self.contacts.talks[person.id])
        selectivity, desirability, doubt = (
            np.append(learnt, new) for learnt, new in zip(self._learnt, self._taste([person.id]), strict=True)
        )
        self._learnt = selectivity, desirability, doubt
        if len(self.ids) > len(self._wanted):
            # Room to spare, or each arrival would copy the whole square.
            more = max(16, len(self.ids) // 8)
            self._wanted = np.pad(self._wanted, ((0, more), (0, more)))


def blocks(count: int, size: int = BLOCK) -> Iterable[range]:
    """Positions from 0 to `count`, some at a time: a square of 10,000 people does not fit in memory twice."""
    return (range(start, min(start + size, count)) for start in range(0, count, size))


def _lying(rows: Sequence[int]) -> slice | PositionArray:
    """What picks these rows: a slice if they lie side by side, which is read far faster."""
    return slice(rows.start, rows.stop) if isinstance(rows, range) else np.asarray(rows, dtype=np.intp)


def _explored(draws: Float32Array, share: float, doubt: Float32Array, others: Float32Array) -> Float32Array:
    """Posterior draws for a share of the pairs, 0 for the others: logistic of the spread that two people's doubts have.

    A pair is among them if its number is below the share. What it draws is mixed from the same number, and the same
    however large the share: a pair that is shown for its luck keeps it when somebody comes or goes.
    """
    drawn = np.zeros_like(draws)
    few = np.flatnonzero(draws < share)
    row, other = np.divmod(few, draws.shape[1])
    draw = mixed(draws.ravel()[few])
    spread = np.sqrt(doubt[row] ** 2 + others[other] ** 2)
    drawn.ravel()[few] = spread * np.log(draw / (1 - draw)) * _LOGISTIC
    return drawn
