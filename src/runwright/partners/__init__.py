"""Customers and suppliers: whom the company sells to and buys from."""
