"""The pure arithmetic of cost: shared time, moving averages, and what output is worth."""
