"""Opens, builds, connects: the only room that knows everybody."""
