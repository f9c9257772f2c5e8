"""Users, roles, operators, badges and API tokens."""
