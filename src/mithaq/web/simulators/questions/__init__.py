"""Small questions: a short form, one answer in a sentence, its amounts and its conditions."""
