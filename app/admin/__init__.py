"""What an administrator looks after: people with their devices and tokens, code lists, the trail."""
