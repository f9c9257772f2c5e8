"""The set-up checklist: seven steps from an empty company to one that can plan an order."""
