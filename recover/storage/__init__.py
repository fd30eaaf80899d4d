"""The book on disk: the only room that knows TinyDB."""
