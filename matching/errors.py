"""The one error of this library."""


class MatchingError(ValueError):
    """An argument that cannot be matched: the message names the argument and what is wrong with it."""
