"""The append-only record of what happened, and the ground every fact stands on."""
