"""What the app can do, a module for each part of it."""
