"""The Inbox screen: what came in by webhooks, and what a person has to look at."""
