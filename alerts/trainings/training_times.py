"""How long before and after a training what happens, and how long what is kept."""

from datetime import timedelta

from alerts.network.retention import Kept

DAY_BEFORE = timedelta(days=1)
"""So long before it who has a place is reminded first."""
SOON_BEFORE = timedelta(hours=2)
"""And so long before it a second time."""
CODE_FROM = timedelta(minutes=30)
"""From so long before it the code that is said on the spot counts, and people can be marked as there (our choice)."""
OPEN_UNTIL = timedelta(hours=3)
"""Until so long after its beginning the code counts, and who came without a word can sign up (our choice)."""
PLACE_KEPT = timedelta(days=7)
"""So long after it the place, and who signed up and did not come, are forgotten; until then the list can be put right
(our choice)."""
REFRESHER_AFTER = timedelta(days=365)
"""So long after a training somebody is asked to come to another (our choice: what one must not do when filming, and
whom to call, changes with courts and laws about once a year; first-aid cards are renewed every one to two)."""
TRAINING_KEPT = Kept("training", timedelta(days=400), at_joining=False)
"""Who was at a training, counted from its beginning: until a refresher was due and a month after (our choice).
Who signs up is told."""
PLANNED_WITHIN = timedelta(days=365)
"""No training is announced for later than that: a date so far off is a slip."""
MOST_PEOPLE = 500
"""Places of a training at most: a larger number is a slip."""
LONGEST_PLACE = 120
"""Characters of the place, as many as of a place that somebody is sent to."""
