"""From facts to questions: reading, generating, checking and releasing a bank. Pure."""
