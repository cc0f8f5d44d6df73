"""Everything for analytics: streams of JSON, and the manifest that describes them."""
