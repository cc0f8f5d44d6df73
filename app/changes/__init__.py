"""The one strictly increasing change sequence that sync and export read."""
