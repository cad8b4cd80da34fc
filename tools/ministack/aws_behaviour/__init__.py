"""What MiniStack 1.5.33 lacks of AWS and the local stack relies on, one concept a module, each with `install()`."""
