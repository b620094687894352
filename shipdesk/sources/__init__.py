"""Who sends webhooks without being a carrier: one folder each, all alike, and a line in `shipdesk/catalog.py`."""
