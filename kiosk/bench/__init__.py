"""Measurements on the machine they run on, as ratios against a baseline of the same run."""
