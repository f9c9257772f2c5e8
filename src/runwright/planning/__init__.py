"""Pure planning: exact arithmetic on frozen inputs, without database, clock or chance."""
