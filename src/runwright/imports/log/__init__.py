"""The shop-floor log, pure: which column means what, what a row says, what is odd about it."""
