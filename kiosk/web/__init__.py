"""Flask over HTTP: one blueprint per surface; parse, act, answer."""
