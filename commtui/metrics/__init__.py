"""The metrics: a definition each, and the engine that counts them over what people did."""
