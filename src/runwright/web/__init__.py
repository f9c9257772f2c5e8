"""The pages: thin views that call services and selectors, and the look they share."""
