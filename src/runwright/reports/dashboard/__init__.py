"""The dashboard: what stands now, and what happened in a period."""
