"""Django's PostgreSQL engine, which makes sure that our own server runs before it connects."""
