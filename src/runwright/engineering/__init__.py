"""Recipes: bills of materials, routings and their operations."""
