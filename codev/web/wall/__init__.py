"""The wall, and joining from one's own phone: what stands in the room beside the people in it."""
