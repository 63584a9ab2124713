"""What Factdeck knows: values in, values out. No web, database, clock or chance of its own."""
