"""The company: names, policies, currency, time zone and document numbers."""
