"""Tests of the commands, locks and files that the project is built and run with."""
