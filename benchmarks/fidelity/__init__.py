"""How much of a text comes back after known damage: clean texts, damaged by seeded functions, restored, compared.

texts/*.txt -> Clean -> damage -> bytes -> generator.build.restore -> figures -> floors.toml
"""
