"""News of quizzes, sent inside the request's transaction."""

from blinker import Namespace

_signals = Namespace()

# sender: the Flask app; user_id, key (16 bytes), question_version_id, target_id (None when the
# question feeds no memory), fraction (0…1), at (datetime), duration_ms. Sent once for each answered
# place, when the learner is shown whether they were right; for a question in parts once for each
# target of its parts, with a key that follows from the response's and its share of the time.
response_graded = _signals.signal("response graded")
