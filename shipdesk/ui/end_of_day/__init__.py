"""End of day: parcels scanned out per carrier, missing and extra named, signed for."""
