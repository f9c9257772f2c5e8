"""Reports over a period, each made in one place for the page, the API and the exports."""
