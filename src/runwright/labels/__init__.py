"""Printed papers: one way to lay out a document, its codes, and the papers of the plant."""
