"""Factdeck's knowledge: values in, values out. No web, no database, no clock, no chance of its own."""
