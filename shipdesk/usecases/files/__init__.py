"""Files of shipments: rows out of tables and sheets, shipments out of rows, tables written."""
