"""Debts read and computed: balances, growth by the law, waivers, plans, what a default brings."""
