"""News from the banks to whoever builds on them, told inside the same transaction."""

from blinker import Namespace

_signals = Namespace()

# sender: the app; bank_id: int, key_changed: target ids, retired: target ids. Receivers return
# sentences: what the release would do to the people who study, as `bank plan` prints it.
release_planned = _signals.signal("release planned")

# sender: the app; bank_id: int; key_changed: ((target id, was version id, is version id), …);
# retired: target ids; now. Sent once, after the rows of the release are written.
release_applied = _signals.signal("release applied")

# sender: the app; groups: target ids by name. Receivers return by name how many learners have
# answered any of them; a name without any may be left out.
learners_counted = _signals.signal("learners counted")
