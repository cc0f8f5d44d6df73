"""Views: filters of the trends page under a name, for oneself or for all leads."""
