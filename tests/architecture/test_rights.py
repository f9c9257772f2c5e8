"""Every page stands in the table of rights: a new one is named here before it is landed."""


def test_every_page_stands_in_a_row():
    import runwright.web.urls  # noqa: F401  its last line refuses what is undeclared
