"""A made-up evening, played by clients that use only what the contract offers, against a real service."""
