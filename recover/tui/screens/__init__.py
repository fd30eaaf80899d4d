"""One module for each thing that fills the whole screen."""
