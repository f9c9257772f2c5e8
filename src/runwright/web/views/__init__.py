"""The pages by noun. A view parses, calls a service or a selector, and renders."""
