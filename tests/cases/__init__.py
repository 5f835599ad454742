"""Tests of the concept of the same name."""
