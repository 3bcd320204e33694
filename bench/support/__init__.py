"""What the benches share: data, a site with its bare peer, and a fair way to time both."""
