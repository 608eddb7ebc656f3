"""From a platform's message to its answer: kept, dispatched to the handlers, in order for each person."""
