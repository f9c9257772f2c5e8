"""``runwright demo``: the demo factory, written through the services."""
