"""What other systems are told: webhooks, from an outbox that the journal fills."""
