"""The nouns of the API. Made by ``tools/client.py``: do not edit."""
