"""News of people, for the features above. Receivers live in `<feature>/listeners.py`."""

from blinker import Namespace

_signals = Namespace()

# A guest's history goes to an account: receivers move their rows, in the same transaction.
# Sent with guest_id and user_id; what still points at the guest afterwards is deleted.
guest_claimed = _signals.signal("guest claimed")

# How many answers has this person given? Sent with user_id; receivers return their number.
answers_counted = _signals.signal("answers counted")
