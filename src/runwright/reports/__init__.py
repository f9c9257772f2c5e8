"""The read side: list definitions, dashboard figures, periods and exports."""
