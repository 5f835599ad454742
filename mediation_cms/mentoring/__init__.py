"""Mentoring: trainees observe mediations, with the consent of every side."""
