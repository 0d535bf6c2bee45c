"""Markdown becomes the light Markdown of repaired documents: one way of marking each thing, and no marks inside of lines."""
