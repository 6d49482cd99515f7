"""What a community is: frozen pydantic models, a module per kind; no input or output."""
