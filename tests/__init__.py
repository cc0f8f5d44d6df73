"""Tests: the folders mirror app/; fixtures/ has what they share, described in its modules."""
