"""The vocabulary of the house: the shipment, problems, states, the field table, and the ports to the rest.

Nothing here knows of Qt, HTTP, SQL or any carrier.
"""
