"""The ledger of making: orders, work, and the time and quantities spent on it."""
