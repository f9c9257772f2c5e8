"""Addresses of pages, by what the pages are about."""
