"""Sentences: what the house says, in French and English."""
