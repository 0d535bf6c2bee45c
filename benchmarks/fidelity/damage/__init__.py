"""Kinds of damage, one module each: pure functions of a text and a random.Random, so that a seed gives the same damage again."""
