"""Palabre: check-in, badges and live introductions for an evening, on one box."""
