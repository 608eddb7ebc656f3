"""How often something is drawn."""

import random


def chance(dice: random.Random, share: float) -> bool:
    """Say whether it is to be this time, in so many of all cases (0 to 1)."""
    return dice.random() < share
