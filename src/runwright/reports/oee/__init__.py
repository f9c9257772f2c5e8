"""Overall equipment effectiveness: time lost, speed lost, pieces lost."""
