"""What every area's storage uses: ids, column types, and the tables that all areas refer to."""
