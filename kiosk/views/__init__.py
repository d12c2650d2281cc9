"""What a given viewer may see of the domain's values."""
