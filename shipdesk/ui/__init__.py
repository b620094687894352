"""The window: screens drawn from the field table, and the look they share."""
