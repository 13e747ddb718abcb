"""The pages, one noun a module. Each reaches a session only through the person who asks."""
