"""What entry points are for, group by group."""
