"""Frozen values and pure rules: what an evening is, without a clock, a disk or a network."""
