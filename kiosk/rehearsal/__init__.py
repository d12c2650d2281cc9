"""A made-up evening played by real clients against a real server."""
