"""The process that keeps suggestions fresh: it may die, hang or talk nonsense without the door noticing."""
