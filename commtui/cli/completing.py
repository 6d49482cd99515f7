"""How shells ask for completions."""

COMPLETION = "_COMMTUI_COMPLETE"
