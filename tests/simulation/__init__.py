"""Sync proved on the real code: the phone's own modules and the server's own functions, driven from one seed."""
