"""Rules and values: pure, no clock, no files."""
