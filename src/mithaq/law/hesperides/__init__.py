"""The law of the Hesperides, a country that does not exist: for tests and the tutorial."""
