"""What people fill in. A form reads and shapes; whether it may be done is the service's say."""
