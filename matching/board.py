"""A room as numbers: what each pair is worth now, and nothing where it may not be."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from matching.book import Book
from matching.chance import pair_draws, person_seed
from matching.contacts import Contacts
from matching.criteria import BoolArray, Comparison
from matching.history import Answer, History
from matching.pairs import Pair
from matching.people import Id, Person, company_key, id_key
from matching.reasons import Reasons
from matching.reciprocity import Tastes, chance, fuse
from matching.rules import Rules
from matching.text import FloatArray
from matching.utilities import Wishes

_TIE_BREAK = 1e-9
_TIES, _EXPLORED, _DRAWN = range(3)


class Board:
    """People by position, which never moves, and the value of every pair of them.

    Cost: n² and the texts once; then one person's row, n and their texts, per change.
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
        self._seeds = np.array([person_seed(seed, person_id) for person_id in self.ids], dtype=np.uint64)
        self._companies = np.array([company_key(person.company) for person in people], dtype=object)
        self._learnt = self._taste()
        self.recount(range(len(people)))

    def recount(self, present: Iterable[int]) -> None:
        """Take rarity and means from the people at these positions, and value every pair anew."""
        statistics = self.book.statistics(present)
        comparison = Comparison(self.book, statistics, self.rules.min_fit)
        self._wishes = Wishes(self.book, self.rules, comparison)
        self._reasons = Reasons(self.book, statistics, comparison)
        everybody = range(len(self.ids))
        evidence = self._wishes.evidence(everybody, everybody)
        self._mean = self._wishes.mean(evidence)
        self._wanted = self._wishes.settled(evidence, self._mean)

    def write(self, person: Person) -> int:
        """Add a person, or replace their profile, and value their pairs; answers their position."""
        at = self.index.setdefault(person.id, len(self.ids))
        if at == len(self.ids):
            self._grow(person)
        self.book.write(at, person)
        self.slots[at], self._companies[at] = person.slots, company_key(person.company)
        everybody = range(len(self.ids))
        self._wanted[at] = self._wishes.settled(self._wishes.evidence([at], everybody), self._mean)[0]
        self._wanted[:, at] = self._wishes.settled(self._wishes.evidence(everybody, [at]), self._mean)[:, 0]
        return at

    def weights(self, rows: Sequence[int]) -> FloatArray:
        """What the people at these positions are worth to each other one: (rows, n), 0 where a pair may not be."""
        at = np.asarray(rows, dtype=np.intp)
        lack = self._shortfall()
        value = self._mutual(at) * (1 + self.rules.shortfall * np.maximum(lack[at][:, None], lack[None, :]))
        for row, position in enumerate(at):
            known = self._positions(self.contacts.known.get(self.ids[position], ()))
            value[row, known] *= 0.0 if self.rules.only_new else self.rules.known_factor
            for far, worth in self.contacts.bridges(self.ids[position]).items():
                if far in self.index:
                    value[row, self.index[far]] += self.rules.bridge * worth
        return np.where(self._admissible(at), value * (1 + _TIE_BREAK * self._draws(at, _TIES)), 0.0)

    def learn(self, answer: Answer) -> None:
        """Take one more answer into account; both people are among those here."""
        self._tastes.learn(answer)
        self._learnt = self._taste()

    def pair(self, one: int, other: int, weight: float) -> Pair:
        """The pair of two positions, with its reasons."""
        first, second = sorted((one, other), key=lambda at: id_key(self.ids[at]))
        # What only breaks ties is no part of the score.
        return Pair(self.ids[first], self.ids[second], round(float(weight), 6), self._reasons.between(first, second))

    def _mutual(self, at: npt.NDArray[np.intp]) -> FloatArray:
        rules = self.rules
        selectivity, desirability, _ = self._learnt
        theirs = rules.baseline + rules.slope * self._wanted[at] + selectivity[at][:, None] + desirability[None, :]
        others = rules.baseline + rules.slope * self._wanted[:, at].T + desirability[at][:, None] + selectivity[None, :]
        drawn = self._explored(at)
        return fuse(chance(theirs + drawn), chance(others + drawn), rules.fusion)

    def _explored(self, at: npt.NDArray[np.intp]) -> FloatArray:
        """Posterior draws for a few pairs, 0 for the others: logistic of the spread that two people's doubts have."""
        _, _, doubt = self._learnt
        spread = np.sqrt(doubt[at][:, None] ** 2 + doubt[None, :] ** 2)
        draw = self._draws(at, _DRAWN)
        chosen = self._draws(at, _EXPLORED) < self.rules.explore
        return np.where(chosen, spread * np.log(draw / (1 - draw)) * (np.sqrt(3) / np.pi), 0.0)

    def _admissible(self, at: npt.NDArray[np.intp]) -> BoolArray:
        allowed = self.available[at][:, None] & self.available[None, :]
        for row, position in enumerate(at):
            allowed[row, position] = False
            allowed[row, self._positions(self.contacts.barred.get(self.ids[position], ()))] = False
            if self._companies[position] and not self.rules.same_company:
                allowed[row] &= self._companies != self._companies[position]
        return allowed

    def _shortfall(self) -> FloatArray:
        """How far each person's talks are below the median of those who are here, 0 to 1."""
        talks = np.array([self.contacts.talks[person] for person in self.ids], dtype=float)
        median = float(np.median(talks[self.available])) if self.available.any() else 0.0
        return np.clip((median - talks) / max(median, 1.0), 0.0, 1.0)

    def _taste(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        tastes, ids = self._tastes, self.ids
        return tastes.selectivity(ids), tastes.desirability(ids), tastes.doubt(ids)

    def _draws(self, at: npt.NDArray[np.intp], draw: int) -> FloatArray:
        return pair_draws(self._seeds[at][:, None], self._seeds[None, :], draw)

    def _positions(self, people: Iterable[Id]) -> list[int]:
        return [self.index[person] for person in people if person in self.index]

    def _grow(self, person: Person) -> None:
        self.ids.append(person.id)
        self.available = np.append(self.available, True)
        self.slots = np.append(self.slots, person.slots)
        self._seeds = np.append(self._seeds, person_seed(self.seed, person.id))
        self._companies = np.append(self._companies, np.array([""], dtype=object))
        self._learnt = self._taste()
        self._wanted = np.pad(self._wanted, ((0, 1), (0, 1)))
