"""Finding: one box over every matter and mediator that somebody may see."""
