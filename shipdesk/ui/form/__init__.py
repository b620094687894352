"""The form of a shipment, drawn from the field table: what a carrier does not use is not there."""
