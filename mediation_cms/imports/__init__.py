"""Taking over registers, courses and certificates out of spreadsheets: upload, mapping, preview, confirmation, undoing."""
