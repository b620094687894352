"""The carriers, one folder each, all alike; `shipdesk.catalog` lists them."""
