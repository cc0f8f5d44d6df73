"""What any service of this shape would need. Nothing here knows a word of the domain."""
