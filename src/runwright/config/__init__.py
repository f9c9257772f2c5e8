"""The wiring: settings, URL roots, the database server, logging. Nothing imports this room."""
