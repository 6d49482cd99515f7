"""Forms that are generated from the models: what is declared there can be edited here."""
