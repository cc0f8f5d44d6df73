"""Taking out what was said about somebody, or what has grown too old; that something was said stays."""
