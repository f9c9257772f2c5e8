"""Items: what is bought, made, stocked and sold."""
