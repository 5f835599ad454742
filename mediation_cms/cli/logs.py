"""What the processes that stay tell whoever runs them, on standard error."""

import logging

SHAPE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def tell() -> None:
    """From here on everything of note is written out."""
    logging.basicConfig(level=logging.INFO, format=SHAPE)
