"""What editors and the command line ask: a snapshot and a place -> an answer."""
