"""One small module per noun or group of verbs; loaded only when one of its commands runs."""
