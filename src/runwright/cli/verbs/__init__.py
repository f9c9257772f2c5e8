"""The verbs: each module has ``arguments(parser)`` and ``run(options)``, the exit code."""
