"""What a phone and the server say to each other: push, pull, receipts. The protocol is in docs/sync.md."""
