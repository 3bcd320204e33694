"""Legal entities, their establishments and members, and who may act for them."""
