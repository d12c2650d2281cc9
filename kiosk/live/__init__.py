"""Socket.IO: news only, out only."""
