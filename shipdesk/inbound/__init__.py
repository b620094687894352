"""Receiving webhooks: prove who sent a delivery, keep it durably, answer; then have it worked off.

endpoints.py  the ASGI application: the checks, in their order, and the answers
keys.py       what the accounts know, looked up seldom
keeper.py     one thread that commits everything that is waiting at once
worker.py     one thread that has what was kept worked off, now and after a crash
guard.py      the server's protocol, for whom no stranger is too slow or too many
log.py        one line for each answer, which never holds a body or a secret
server.py     all of them together, from the first connection to the last
"""
