"""One verb per thing a person can do."""
