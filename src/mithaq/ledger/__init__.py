"""The employment ledger: append-only, bitemporal, columnar."""
