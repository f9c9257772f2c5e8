"""What customers want: estimates, orders, and what was delivered at which margin."""
