"""Files in and out of the house."""
