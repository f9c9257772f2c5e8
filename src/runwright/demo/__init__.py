"""The demo factory: a knitting mill with two weeks of history, written through the services."""
