"""What administrators do to places, law, catalogues and organisations."""
