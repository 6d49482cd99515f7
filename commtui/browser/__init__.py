"""The app in a browser: a small web server that gives each visitor a process of the app."""

# What the environment of such a process names; Textual finds its driver by it.
DRIVER_VARIABLE = "TEXTUAL_DRIVER"
DRIVER = "commtui.tui.browser_driver:BrowserDriver"
