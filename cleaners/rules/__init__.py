"""Rules judge passages and return verdicts; none edits anything, and none imports another."""
