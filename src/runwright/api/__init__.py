"""The REST tree: thin endpoints that call services and selectors, one module per noun."""
