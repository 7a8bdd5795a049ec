"""Results, profiles and rules as people read them."""
