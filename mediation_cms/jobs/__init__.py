"""What runs beside the web: rendering, delivery, housekeeping."""
